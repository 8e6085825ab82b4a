import type { MaskMath } from '../layers/masking.ts';
import type { OnnxEmitter, OnnxValue } from './emitter.ts';

/** ONNX's number for float32. */
const FLOAT = 1;

/** Masks as nodes, named after the layer that makes them. */
export function emittedMasks(emitter: OnnxEmitter): MaskMath<OnnxValue> {
  const differing = (x: OnnxValue, value: number) => {
    const equal = emitter.node('Equal', [emitter.asIs(x).name, emitter.float(value)], { name: 'masked' });
    return emitter.node('Cast', [emitter.node('Not', [equal], { name: 'counting' })], {
      name: 'mask',
      attributes: { to: FLOAT },
    });
  };
  const maskOf = (name: string, { shape }: OnnxValue, steps = shape[1] ?? null): OnnxValue => ({
    name,
    shape: [null, steps],
    layout: 'as-is',
  });
  return {
    differs: (x, value) => maskOf(differing(x, value), x),
    anyDiffers: (x, value) =>
      maskOf(
        emitter.node('ReduceMax', [differing(x, value)], {
          name: 'stepMask',
          attributes: { axes: [-1], keepdims: 0 },
        }),
        x,
      ),
    either: (one, other) => maskOf(emitter.node('Max', [one.name, other.name], { name: 'mask' }), one),
    all: (x) => {
      const firsts = emitter.node('Gather', [emitter.asIs(x).name, emitter.int64([0])], {
        name: 'firstFeature',
        attributes: { axis: -1 },
      });
      const row = emitter.node('Squeeze', [firsts, emitter.int64([-1])]);
      const shape = emitter.node('Shape', [row]);
      return maskOf(emitter.node('Expand', [emitter.float(1), shape], { name: 'mask' }), x);
    },
    joined: (masks) => {
      const name = emitter.node(
        'Concat',
        masks.map((mask) => mask.name),
        { name: 'mask', attributes: { axis: 1 } },
      );
      const steps = masks.reduce((sum, { shape }) => sum + (shape[1] ?? 0), 0);
      return { name, shape: [null, steps], layout: 'as-is' };
    },
  };
}

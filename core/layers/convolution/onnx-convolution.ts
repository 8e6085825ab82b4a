/** The ONNX side of convolutions: Conv nodes over channels-first values with explicit pads, along any axes. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { type WindowSettings, windowOutput, windowPads } from '../../shape/window.ts';
import type { WeightData } from '../layer.ts';

interface ConvolutionNode {
  readonly settings: WindowSettings;
  readonly filters: number;
  readonly groups: number;
  /** Names of stored weights; the kernel lies [filters, channels / groups, ...places]. */
  readonly kernel: string;
  readonly bias: string | undefined;
}

export function emitConvolution(emitter: OnnxEmitter, input: OnnxValue, node: ConvolutionNode): OnnxValue {
  const { settings, filters, groups, kernel, bias } = node;
  const size = sampleShape(input.shape).slice(0, -1);
  const { before, after } = windowPads(size, settings);
  const x = emitter.channelsFirst(input).name;
  const name = emitter.node('Conv', bias === undefined ? [x, kernel] : [x, kernel, bias], {
    attributes: {
      kernel_shape: settings.kernelSize,
      strides: settings.strides,
      dilations: settings.dilationRate ?? size.map(() => 1),
      // auto_pad fails together with dilations in onnxruntime.
      pads: [...before, ...after],
      group: groups,
    },
  });
  return { name, shape: [null, ...windowOutput(size, settings), filters], layout: 'channels-first' };
}

/** Stores a kernel [...places, in, out] as [out, in, ...places]. */
export function storeKernel(emitter: OnnxEmitter, name: string, { shape, data }: WeightData): string {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  return emitter.weight(name, [outputs, inputs, ...shape.slice(0, -2)], kernelFirst(data, shape, true));
}

/** Stores a kernel [...places, channels, multiplier] as [channels * multiplier, 1, ...places]. */
export function storeDepthwiseKernel(
  emitter: OnnxEmitter,
  name: string,
  { shape, data }: WeightData,
): string {
  const [channels = 1, multiplier = 1] = shape.slice(-2);
  const dimensions = [channels * multiplier, 1, ...shape.slice(0, -2)];
  return emitter.weight(name, dimensions, kernelFirst(data, shape, false));
}

export function storeBias(
  emitter: OnnxEmitter,
  { useBias }: { readonly useBias: boolean },
  weight: (name: string) => WeightData,
): string | undefined {
  if (!useBias) return undefined;
  const { shape, data } = weight('bias');
  return emitter.weight('bias', shape, data);
}

/** Reorders a kernel [...places, a, b] to [b, a, ...places], or [a, b, ...places] where `swap` is false. */
function kernelFirst(data: Float32Array, shape: readonly number[], swap: boolean): Float32Array {
  const [a = 1, b = 1] = shape.slice(-2);
  const reordered = new Float32Array(data.length);
  const places = data.length / (a * b);
  for (let place = 0; place < places; place++) {
    for (let i = 0; i < a; i++) {
      for (let j = 0; j < b; j++) {
        const plane = swap ? j * a + i : i * b + j;
        reordered[plane * places + place] = data[(place * a + i) * b + j] ?? 0;
      }
    }
  }
  return reordered;
}

/** The ONNX side of convolutions: a Conv node over channels-first values with explicit pads. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { type WindowSettings, windowOutput, windowPads } from '../../shape/window.ts';

export interface ConvolutionNode {
  readonly settings: WindowSettings;
  readonly filters: number;
  readonly groups: number;
  /** Names of stored weights; the kernel lies [filters, channels / groups, height, width]. */
  readonly kernel: string;
  readonly bias: string | undefined;
}

export function emitConvolution(emitter: OnnxEmitter, input: OnnxValue, node: ConvolutionNode): OnnxValue {
  const { settings, filters, groups, kernel, bias } = node;
  const [height = 1, width = 1] = sampleShape(input.shape);
  const pads = windowPads([height, width], settings);
  const x = emitter.channelsFirst(input).name;
  const name = emitter.node('Conv', bias === undefined ? [x, kernel] : [x, kernel, bias], {
    attributes: {
      kernel_shape: settings.kernelSize,
      strides: settings.strides,
      dilations: settings.dilationRate ?? [1, 1],
      // auto_pad fails together with dilations in onnxruntime.
      pads: [...pads.before, ...pads.after],
      group: groups,
    },
  });
  const output = windowOutput([height, width], settings);
  return { name, shape: [null, ...output, filters], layout: 'channels-first' };
}

/** Reorders a kernel [height, width, a, b] to [b, a, height, width], or [a, b, …] where `swap` is false. */
export function kernelFirst(
  data: Float32Array,
  [height = 1, width = 1, a = 1, b = 1]: readonly number[],
  swap: boolean,
): Float32Array {
  const reordered = new Float32Array(data.length);
  const area = height * width;
  for (let place = 0; place < area; place++) {
    for (let i = 0; i < a; i++) {
      for (let j = 0; j < b; j++) {
        const plane = swap ? j * a + i : i * b + j;
        reordered[plane * area + place] = data[(place * a + i) * b + j] ?? 0;
      }
    }
  }
  return reordered;
}

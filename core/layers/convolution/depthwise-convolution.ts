/** What depthwise and separable convolutions have in common: a window over each channel by itself. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import type { Padding } from '../../shape/window.ts';
import type { Tensor, Tensor4D, TensorFlow } from '../../tensorflow.ts';
import type { WeightData } from '../layer.ts';
import { asList } from '../spatial-input.ts';
import { type WindowParams, windowOf } from './convolution.ts';
import { emitConvolution, storeDepthwiseKernel } from './onnx-convolution.ts';
import { narrow, widen, widenKernel } from './sequence-as-image.ts';

export interface DepthwiseParams extends WindowParams {
  readonly padding: Padding;
  readonly depthMultiplier: number;
}

/** [...places, channels, multiplier]. */
export function depthwiseShape({ kernelSize, depthMultiplier }: DepthwiseParams, channels: number): number[] {
  return [...asList(kernelSize), channels, depthMultiplier];
}

/** From [batch, ...size, channels] to [batch, ...places, channels * multiplier]. */
export function depthwise(tf: TensorFlow, params: DepthwiseParams, x: Tensor, kernel: Tensor): Tensor {
  const [down = 1, across = 1] = asList(params.strides);
  const [rows = 1, columns = 1] = asList(params.dilationRate);
  const slide = (image: Tensor, window: Tensor) =>
    tf.depthwiseConv2d(image as Tensor4D, window as Tensor4D, [down, across], params.padding, 'NHWC', [
      rows,
      columns,
    ]);
  return x.rank === 4 ? slide(x, kernel) : narrow(tf, slide(widen(tf, x), widenKernel(tf, kernel)));
}

export function emitDepthwise(
  emitter: OnnxEmitter,
  params: DepthwiseParams,
  input: OnnxValue,
  {
    name,
    kernel,
    bias,
  }: { readonly name: string; readonly kernel: WeightData; readonly bias: string | undefined },
): OnnxValue {
  const [channels = 1, multiplier = 1] = kernel.shape.slice(-2);
  return emitConvolution(emitter, input, {
    settings: windowOf(params),
    filters: channels * multiplier,
    groups: channels,
    kernel: storeDepthwiseKernel(emitter, name, kernel),
    bias,
  });
}

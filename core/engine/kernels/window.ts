/** The windows of convolution and pooling as TensorFlow.js describes them, in the terms of ONNX. */
import type { backend_util } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import type { Window } from '../graph/products.ts';

export type Conv2DInfo = backend_util.Conv2DInfo;

export interface WindowAttrs {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export interface ConvAttrs extends WindowAttrs {
  readonly dataFormat?: 'NHWC' | 'NCHW';
  /** Gradients of dilated convolutions carry them too; TensorFlow.js's own never do. */
  readonly dilations?: [number, number] | number;
}

export type Shape4 = [number, number, number, number];

export function shape4(shape: readonly number[]): Shape4 {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || shape.length !== 4) {
    throw new Error(
      `An image operation got a tensor of shape [${shape.join(', ')}]. It needs four dimensions.`,
    );
  }
  return [a, b, c, d];
}

export function convInfo(
  tf: TensorFlow,
  input: readonly number[],
  filter: readonly number[],
  attrs: ConvAttrs,
  depthwise = false,
): Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(
    shape4(input),
    shape4(filter),
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
    attrs.dataFormat === 'NCHW' ? 'channelsFirst' : 'channelsLast',
  );
}

/**
 * Explicit pads that give exactly the size that TensorFlow.js computed: where it rounds up, the bottom and right
 * get more; where it rounds down, what no window reaches needs no padding.
 */
export function windowOf(info: Conv2DInfo): Window {
  const { padInfo } = info;
  const after = (out: number, stride: number, extent: number, size: number, before: number) =>
    Math.max(0, (out - 1) * stride + extent - size - before);
  return {
    kernel: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [
      padInfo.top,
      padInfo.left,
      after(info.outHeight, info.strideHeight, info.effectiveFilterHeight, info.inHeight, padInfo.top),
      after(info.outWidth, info.strideWidth, info.effectiveFilterWidth, info.inWidth, padInfo.left),
    ],
  };
}

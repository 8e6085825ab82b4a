/** The windows of convolution and pooling over volumes: depth, height and width, three numbers each. */
import type { backend_util } from '@tensorflow/tfjs-core';
import { type Attributes, ints } from '../graph/value.ts';

export type Conv3DInfo = backend_util.Conv3DInfo;
export type Three = readonly [number, number, number];
export type Shape5 = [number, number, number, number, number];

export interface VolumeWindow {
  readonly kernel: Three;
  readonly strides: Three;
  readonly dilations: Three;
  /** Front, top, left. */
  readonly before: Three;
  /** Back, bottom, right. */
  readonly after: Three;
}

export interface VolumeAttrs {
  readonly strides: [number, number, number] | number;
  readonly dilations?: [number, number, number] | number;
}

export function shape5(shape: readonly number[]): Shape5 {
  const [a, b, c, d, e] = shape;
  const known = a !== undefined && b !== undefined && c !== undefined && d !== undefined && e !== undefined;
  if (!known || shape.length !== 5) {
    throw new Error(
      `A volume operation got a tensor of shape [${shape.join(', ')}]. It needs five dimensions.`,
    );
  }
  return [a, b, c, d, e];
}

export const volumeOf = (info: Conv3DInfo): Three => [info.inDepth, info.inHeight, info.inWidth];
export const placesOf = (info: Conv3DInfo): Three => [info.outDepth, info.outHeight, info.outWidth];

/** `make` for each of the three axes. */
export const three = (make: (axis: 0 | 1 | 2) => number): Three => [make(0), make(1), make(2)];

/** Pads that give exactly the size that TensorFlow.js computed, as for images. */
export function volumeWindowOf(info: Conv3DInfo): VolumeWindow {
  const kernel: Three = [info.filterDepth, info.filterHeight, info.filterWidth];
  const strides: Three = [info.strideDepth, info.strideHeight, info.strideWidth];
  const dilations: Three = [info.dilationDepth, info.dilationHeight, info.dilationWidth];
  // TensorFlow.js gives negative pads where strides step over more than the window; TensorFlow cuts off nothing.
  const { front, top, left } = info.padInfo;
  const before: Three = [Math.max(0, front), Math.max(0, top), Math.max(0, left)];
  const [size, out] = [volumeOf(info), placesOf(info)];
  const extent = three((axis) => (kernel[axis] - 1) * dilations[axis] + 1);
  const after = three((axis) =>
    Math.max(0, (out[axis] - 1) * strides[axis] + extent[axis] - size[axis] - before[axis]),
  );
  return { kernel, strides, dilations, before, after };
}

export function volumeAttributes({ kernel, strides, dilations, before, after }: VolumeWindow): Attributes {
  return {
    kernel_shape: ints(kernel),
    strides: ints(strides),
    dilations: ints(dilations),
    pads: ints([...before, ...after]),
  };
}

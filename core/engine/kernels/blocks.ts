/** Kernels that trade room for depth or for batch: blocks of neighbours become rows of their own and back. */
import type { BatchToSpaceNDAttrs, DepthToSpaceAttrs, SpaceToBatchNDAttrs } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { pad, reshape, slice, transpose } from '../graph/layout.ts';
import { sizeOf, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel, type Unary } from './kernel.ts';

function batchToSpace(tf: TensorFlow, x: Value, { blockShape, crops }: BatchToSpaceNDAttrs): Value {
  const util = tf.backend_util;
  const blocks = sizeOf(blockShape);
  const shape = [...x.shape];
  const apart = reshape(x, util.getReshaped(shape, blockShape, blocks));
  const mixed = transpose(apart, util.getPermuted(apart.shape.length, blockShape.length));
  const joined = reshape(mixed, util.getReshapedPermuted(shape, blockShape, blocks));
  // The first axis is the batch, and those behind the blocks stay whole.
  const crop = joined.shape.map((_, axis) => crops[axis - 1] ?? [0, 0]);
  return slice(
    joined,
    crop.map(([before = 0]) => before),
    joined.shape.map((dimension, axis) => dimension - (crop[axis]?.[1] ?? 0)),
  );
}

function spaceToBatch(tf: TensorFlow, x: Value, { blockShape, paddings }: SpaceToBatchNDAttrs): Value {
  const util = tf.backend_util;
  const blocks = sizeOf(blockShape);
  const spatial = Array.from({ length: x.shape.length - 1 }, (_, axis) => paddings[axis] ?? [0, 0]);
  const padded = pad(
    x,
    [0, ...spatial.map(([before = 0]) => before)],
    [0, ...spatial.map(([, after = 0]) => after)],
    0,
  );
  const shape = [...padded.shape];
  const apart = reshape(padded, util.getReshaped(shape, blockShape, blocks, false));
  const mixed = transpose(apart, util.getPermuted(apart.shape.length, blockShape.length, false));
  return reshape(mixed, util.getReshapedPermuted(shape, blockShape, blocks, false));
}

function depthToSpace(x: Value, { blockSize, dataFormat }: DepthToSpaceAttrs): Value {
  const last = dataFormat === 'NHWC';
  const [batch = 0, height = 0, width = 0, depth = 0] = last ? x.shape : transpose(x, [0, 2, 3, 1]).shape;
  const images = last ? x : transpose(x, [0, 2, 3, 1]);
  const channels = depth / (blockSize * blockSize);
  const apart = reshape(images, [batch, height, width, blockSize, blockSize, channels]);
  const mixed = transpose(apart, [0, 1, 3, 2, 4, 5]);
  const result = reshape(mixed, [batch, height * blockSize, width * blockSize, channels]);
  return last ? result : transpose(result, [0, 3, 1, 2]);
}

export const blockKernels: KernelFamily = {
  BatchToSpaceND: kernel<Unary, BatchToSpaceNDAttrs>(({ tf, inputs: { x }, attrs }) =>
    batchToSpace(tf, x, attrs),
  ),
  DepthToSpace: kernel<Unary, DepthToSpaceAttrs>(({ inputs: { x }, attrs }) => depthToSpace(x, attrs)),
  SpaceToBatchND: kernel<Unary, SpaceToBatchNDAttrs>(({ tf, inputs: { x }, attrs }) =>
    spaceToBatch(tf, x, attrs),
  ),
};

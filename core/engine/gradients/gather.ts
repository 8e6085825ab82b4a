/**
 * The gradient of gathering with any axis and any number of batch dimensions. TensorFlow.js's own fails for one
 * batch dimension and is silently wrong for more.
 */
import type { GatherV2Attrs, GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function gatherGradient(tf: TensorFlow): GradConfig {
  return {
    kernelName: tf.GatherV2,
    inputsToSave: ['x', 'indices'],
    gradFunc: (dy, saved, attrs) => {
      const [x, indices] = saved as [Tensor, Tensor];
      return {
        x: () => handedBack(tf, dy as Tensor, x, indices, attrs as unknown as GatherV2Attrs),
        indices: () => tf.zeros(indices.shape),
      };
    },
  };
}

/** Every gathered row goes back to the row that it was: those of one index add up. */
function handedBack(tf: TensorFlow, dy: Tensor, x: Tensor, indices: Tensor, attrs: GatherV2Attrs): Tensor {
  const axis = attrs.axis < 0 ? attrs.axis + x.rank : attrs.axis;
  const batchDims = attrs.batchDims < 0 ? attrs.batchDims + indices.rank : attrs.batchDims;
  const size = tf.util.sizeFromShape;
  const batches = size(x.shape.slice(0, batchDims));
  const between = size(x.shape.slice(batchDims, axis));
  const length = x.shape[axis] ?? 1;
  const inner = x.shape.slice(axis + 1);
  const count = size(indices.shape.slice(batchDims));
  const rows = batches * between;
  const places = tf.reshape(indices, [batches, 1, count]);
  const ids =
    rows === 1
      ? places
      : tf.add(places, tf.reshape(tf.range(0, rows * length, length, 'int32'), [batches, between, 1]));
  const sums = tf.unsortedSegmentSum(
    tf.reshape(dy, [rows * count, ...inner]),
    tf.reshape(ids, [rows * count]) as Parameters<typeof tf.unsortedSegmentSum>[1],
    rows * length,
  );
  return tf.reshape(sums, x.shape);
}

/** Accuracy as a sum over the batch, so that sums over batches of different sizes give an exact mean. */
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { alignTarget } from './losses/align-target.ts';

/** Losses whose answers are classes even where the target's values are not class numbers. */
const CLASSIFYING = new Set(['categoricalCrossentropy', 'binaryCrossentropy']);

export function hasAccuracy(loss: string, target: { readonly dtype: string }): boolean {
  return target.dtype === 'int32' || CLASSIFYING.has(loss);
}

/**
 * How many answers of the batch are right, as a float32 scalar. With one value for each class the largest value
 * is the answer; a single value answers yes above one half. Several answers in a sample count as their mean.
 */
export function correctSum(tf: TensorFlow, loss: string, target: Tensor, prediction: Tensor): Tensor {
  const classes = prediction.shape.at(-1) ?? 1;
  const expected = alignTarget(tf, target, prediction);
  const right =
    classes > 1 && loss !== 'binaryCrossentropy'
      ? tf.equal(tf.argMax(prediction, -1), tf.argMax(expected, -1))
      : tf.equal(tf.greater(prediction, 0.5), tf.greater(expected, 0.5));
  const answersPerSample = right.size / (prediction.shape[0] ?? 1);
  const count = tf.sum(tf.cast(right, 'float32'));
  return answersPerSample === 1 ? count : tf.div(count, answersPerSample);
}

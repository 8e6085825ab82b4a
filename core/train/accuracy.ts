/** Accuracy as a sum over the batch, so that sums over batches of different sizes give an exact mean. */
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { alignTarget } from './losses/align-target.ts';
import { meanOf } from './losses/mean-of.ts';
import { answersYesOrNo, knownLoss, yesAbove } from './losses/registry.ts';

/** Whether answers are classes; with some losses they are even where the target's values are not class numbers. */
export function hasAccuracy(loss: string, target: { readonly dtype: string }): boolean {
  const compares = knownLoss(loss)?.compares;
  return target.dtype === 'int32' || compares === 'classes' || compares === 'yesNo' || compares === 'signs';
}

/**
 * How many answers of the batch are right, as a float32 scalar. With one value for each class the largest value
 * is the answer; a single value answers yes above one half, or above zero where no is -1. Several answers in a
 * sample count as their mean; with a mask, as the mean of those at the steps that count.
 */
export function correctSum(
  tf: TensorFlow,
  loss: string,
  target: Tensor,
  prediction: Tensor,
  mask?: Tensor,
): Tensor {
  const classes = prediction.shape.at(-1) ?? 1;
  const expected = alignTarget(tf, target, prediction);
  const right =
    classes > 1 && !answersYesOrNo(loss)
      ? tf.equal(tf.argMax(prediction, -1), tf.argMax(expected, -1))
      : tf.equal(tf.greater(prediction, yesAbove(loss)), tf.greater(expected, 0.5));
  const [samples = 1] = prediction.shape;
  if (mask) return tf.mul(meanOf(tf, tf.cast(right, 'float32'), { mask }), samples);
  const answersPerSample = right.size / samples;
  const count = tf.sum(tf.cast(right, 'float32'));
  return answersPerSample === 1 ? count : tf.div(count, answersPerSample);
}

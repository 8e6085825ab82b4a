import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { alignTarget } from './align-target.ts';
import type { LossInputs } from './loss.ts';

/** For each sample: how much of truth and answer is common, and how much there is of both together. */
export function overlap(
  tf: TensorFlow,
  { target, prediction }: LossInputs,
): { readonly common: Tensor; readonly both: Tensor } {
  const rows = prediction.shape[0] ?? 1;
  const y = tf.reshape(alignTarget(tf, target, prediction), [rows, -1]);
  const p = tf.reshape(prediction, [rows, -1]);
  return { common: tf.sum(tf.mul(y, p), -1), both: tf.add(tf.sum(y, -1), tf.sum(p, -1)) };
}

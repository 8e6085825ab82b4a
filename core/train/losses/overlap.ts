import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { alignTarget } from './align-target.ts';
import type { LossInputs } from './loss.ts';

/** For each sample: how much of truth and answer is common, and how much there is of both together. */
export function overlap(
  tf: TensorFlow,
  { target, prediction, mask }: LossInputs,
): { readonly common: Tensor; readonly both: Tensor } {
  const rows = prediction.shape[0] ?? 1;
  const counting = (x: Tensor) =>
    mask ? tf.mul(x, tf.reshape(mask, [...mask.shape, ...x.shape.slice(mask.rank).map(() => 1)])) : x;
  const y = tf.reshape(counting(alignTarget(tf, target, prediction)), [rows, -1]);
  const p = tf.reshape(counting(prediction), [rows, -1]);
  return { common: tf.sum(tf.mul(y, p), -1), both: tf.add(tf.sum(y, -1), tf.sum(p, -1)) };
}

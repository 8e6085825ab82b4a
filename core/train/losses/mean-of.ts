import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import type { LossInputs } from './loss.ts';

/** The mean of values that lie batch first; with a mask, as in Keras, of those at the steps that count. */
export function meanOf(tf: TensorFlow, values: Tensor, { mask }: Pick<LossInputs, 'mask'>): Tensor {
  if (!mask || values.rank < mask.rank) return tf.mean(values);
  const { rank } = mask;
  const weights = tf.reshape(mask, [...mask.shape, ...values.shape.slice(rank).map(() => 1)]);
  const each = values.size / mask.size;
  return tf.div(tf.sum(tf.mul(values, weights)), tf.mul(tf.maximum(tf.sum(mask), 1), each));
}

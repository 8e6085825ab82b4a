import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/**
 * `1 - beta^t` without the digits that a float32 loses where the power is near 1: with `a = -t log(beta)` it is
 * `2 h / (1 + h)`, `h = tanh(a / 2)`.
 */
export function oneMinusPower(tf: TensorFlow, beta: number, step: Tensor): Tensor {
  if (beta === 0) return tf.scalar(1);
  const h = tf.tanh(tf.mul(tf.cast(step, 'float32'), -Math.log(beta) / 2));
  return tf.div(tf.mul(h, 2), tf.add(h, 1));
}

import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** `missing^gamma`, where `missing` is how much of the truth is not known yet, from 0 to 1. */
export function focalWeight(tf: TensorFlow, missing: Tensor, gamma: number): Tensor {
  if (gamma === 0) return tf.onesLike(missing);
  // Rounding may leave slightly less than nothing, and a root of nothing has no slope.
  const bounded = tf.clipByValue(missing, 1e-12, 1);
  return gamma === 1 ? bounded : gamma === 2 ? tf.square(bounded) : tf.pow(bounded, tf.scalar(gamma));
}

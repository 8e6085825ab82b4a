import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import type { RandomSource } from '../call-context.ts';

/** Independent numbers of mean 0 and deviation 1. Box and Muller: two uniform numbers make a normal one. */
export function randomNormal(tf: TensorFlow, random: RandomSource, shape: readonly number[]): Tensor {
  // 1 - u is never 0.
  const radius = tf.sqrt(tf.mul(tf.log(tf.sub(1, random.uniform(shape))), -2));
  const angle = tf.mul(random.uniform(shape), 2 * Math.PI);
  return tf.mul(radius, tf.cos(angle));
}

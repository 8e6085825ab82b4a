import type { Tensor } from '../../tensorflow.ts';
import type { CallContext } from '../call-context.ts';

/** Dropout: in training a random share of the values becomes 0, and the others grow to keep the mean. */
export function dropValues(
  { tf, training, random }: CallContext,
  rate: number,
  x: Tensor,
  noiseShape: readonly number[] = x.shape,
): Tensor {
  if (!training || rate === 0) return x;
  const kept = tf.greaterEqual(random.uniform(noiseShape), rate);
  return tf.mul(x, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)));
}

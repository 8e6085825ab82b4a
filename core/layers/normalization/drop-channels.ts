/** Spatial dropout for places of any number of dimensions: a channel is kept or dropped everywhere at once. */
import type { Tensor } from '../../tensorflow.ts';
import type { CallContext } from '../call-context.ts';
import { number } from '../parameter.ts';

export const channelRateParameter = number({
  label: 'Rate',
  help: 'Share of the channels that is switched off in each step.',
  default: 0.5,
  min: 0,
  max: 0.99,
  step: 0.05,
});

export function dropChannels({ tf, training, random }: CallContext, rate: number, x: Tensor): Tensor {
  if (!training || rate === 0) return x;
  const shape = x.shape.map((size, axis) => (axis === 0 || axis === x.rank - 1 ? size : 1));
  const kept = tf.greaterEqual(random.uniform(shape), rate);
  return tf.mul(x, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)));
}

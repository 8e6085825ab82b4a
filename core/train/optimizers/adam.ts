import type { Optimizer } from '../../document/schema.ts';
import type { OptimizerRule } from './optimizer.ts';

type AdamSettings = Extract<Optimizer, { type: 'adam' }>;

/**
 * Adam (Kingma and Ba, 2015), in Keras's form. With the gradient g and the step t counted from 1:
 *
 *     m += (1 - beta1) (g - m)        v += (1 - beta2) (g² - v)
 *     w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) · m / (sqrt(v) + epsilon)
 */
export function adam({ beta1, beta2, epsilon }: AdamSettings): OptimizerRule {
  return {
    name: 'adam',
    slots: ['m', 'v'],
    counts: true,
    shared: (tf, learningRate, step) => {
      const t = tf.cast(step, 'float32');
      const correction1 = tf.sub(1, tf.pow(tf.scalar(beta1), t));
      const correction2 = tf.sub(1, tf.pow(tf.scalar(beta2), t));
      return { rate: tf.div(tf.mul(learningRate, tf.sqrt(correction2)), correction1) };
    },
    update: (tf, { weight, gradient, slots, shared }) => {
      const { m: oldM, v: oldV } = slots;
      const { rate } = shared;
      if (!oldM || !oldV || !rate) throw new Error('Adam was called without its state.');
      const m = tf.add(oldM, tf.mul(tf.sub(gradient, oldM), 1 - beta1));
      const v = tf.add(oldV, tf.mul(tf.sub(tf.square(gradient), oldV), 1 - beta2));
      const move = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
      return { weight: tf.sub(weight, move), slots: { m, v } };
    },
  };
}

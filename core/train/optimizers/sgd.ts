import type { Optimizer } from '../../document/schema.ts';
import type { OptimizerRule } from './optimizer.ts';

type SgdSettings = Extract<Optimizer, { type: 'sgd' }>;

/**
 * Gradient descent, in Keras's form. Without momentum `w -= rate g`. With it, a velocity v remembers the way:
 *
 *     v = momentum v - rate g
 *     w += v                          plain
 *     w += momentum v - rate g        Nesterov
 */
export function sgd({ momentum, nesterov }: SgdSettings): OptimizerRule {
  if (momentum === 0) {
    return {
      name: 'sgd',
      slots: [],
      counts: false,
      shared: () => ({}),
      update: (tf, { weight, gradient, learningRate }) => ({
        weight: tf.sub(weight, tf.mul(gradient, learningRate)),
        slots: {},
      }),
    };
  }
  return {
    name: 'sgd',
    slots: ['velocity'],
    counts: false,
    shared: () => ({}),
    update: (tf, { weight, gradient, learningRate, slots }) => {
      const { velocity: oldVelocity } = slots;
      if (!oldVelocity) throw new Error('Gradient descent was called without its velocity.');
      const push = tf.mul(gradient, learningRate);
      const velocity = tf.sub(tf.mul(oldVelocity, momentum), push);
      const move = nesterov ? tf.sub(tf.mul(velocity, momentum), push) : velocity;
      return { weight: tf.add(weight, move), slots: { velocity } };
    },
  };
}

import { flag } from '../../layers/parameter.ts';
import { defineOptimizer } from './define-optimizer.ts';
import { required } from './optimizer.ts';
import { epsilon, fraction, learningRate, weightDecay } from './parameters.ts';

/**
 * RMSprop (Tieleman and Hinton, 2012), in Keras's form, epsilon under the root:
 *
 *     v = rho v + (1 - rho) g²        a = rho a + (1 - rho) g
 *     push = rate g / sqrt(v + epsilon), or centered rate g / sqrt(v - a² + epsilon)
 *     w -= push, or with momentum     m = momentum m + push,  w -= m
 */
export const rmsprop = defineOptimizer({
  type: 'rmsprop',
  title: 'RMSprop',
  summary:
    'Divides each gradient by its usual size, so that all weights move at a similar pace. Often taken for recurrent networks.',
  formula:
    'v \\leftarrow \\rho v + (1 - \\rho) g^2, \\quad w \\leftarrow w - \\frac{\\eta g}{\\sqrt{v + \\epsilon}}',
  parameters: {
    learningRate: learningRate(0.001),
    rho: fraction({
      label: 'Rho',
      help: 'How much of the mean size of past gradients is kept in each step.',
      default: 0.9,
    }),
    momentum: fraction({
      label: 'Momentum',
      help: 'How much of the last step is kept. 0 is none.',
      default: 0,
    }),
    centered: flag({
      label: 'Centered',
      help: 'Divides by how much gradients vary instead of how large they are. May help, and costs memory.',
      default: false,
    }),
    epsilon,
    weightDecay: weightDecay(),
  },
  rule: ({ rho, momentum, centered, epsilon }) => ({
    slots: { velocity: 0, ...(centered && { average: 0 }), ...(momentum > 0 && { momentum: 0 }) },
    counts: false,
    update: (tf, { weight, gradient, learningRate, slots }) => {
      const velocity = tf.add(tf.mul(required(slots, 'velocity'), rho), tf.mul(tf.square(gradient), 1 - rho));
      const next: Record<string, typeof velocity> = { velocity };
      let size = velocity;
      if (centered) {
        const average = tf.add(tf.mul(required(slots, 'average'), rho), tf.mul(gradient, 1 - rho));
        next.average = average;
        // Rounding may leave a variance of nothing slightly below zero.
        size = tf.maximum(tf.sub(velocity, tf.square(average)), 0);
      }
      const push = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(size, epsilon)));
      if (momentum === 0) return { weight: tf.sub(weight, push), slots: next };
      const moving = tf.add(tf.mul(required(slots, 'momentum'), momentum), push);
      return { weight: tf.sub(weight, moving), slots: { ...next, momentum: moving } };
    },
  }),
});

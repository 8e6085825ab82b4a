import { flag } from '../../layers/parameter.ts';
import { defineOptimizer } from './define-optimizer.ts';
import { required } from './optimizer.ts';
import { fraction, learningRate, weightDecay } from './parameters.ts';

/**
 * Gradient descent, in Keras's form. Without momentum `w -= rate g`. With it, a velocity v remembers the way:
 *
 *     v = momentum v - rate g
 *     w += v                          plain
 *     w += momentum v - rate g        Nesterov
 */
export const sgd = defineOptimizer({
  type: 'sgd',
  title: 'SGD',
  summary:
    'Plain gradient descent: every weight goes a little way downhill. With momentum it keeps rolling, which carries it through narrow valleys.',
  formula: 'v \\leftarrow \\mu v - \\eta g, \\quad w \\leftarrow w + v',
  parameters: {
    learningRate: learningRate(0.01),
    momentum: fraction({
      label: 'Momentum',
      help: 'How much of the last step is kept. 0 is plain gradient descent; 0.9 is usual.',
      default: 0,
    }),
    nesterov: flag({
      label: 'Nesterov',
      help: 'Looks ahead to where the momentum leads. Needs a momentum above 0.',
      default: false,
    }),
    weightDecay: weightDecay(),
  },
  rule: ({ momentum, nesterov }) => {
    if (momentum === 0) {
      return {
        slots: {},
        counts: false,
        update: (tf, { weight, gradient, learningRate }) => ({
          weight: tf.sub(weight, tf.mul(gradient, learningRate)),
          slots: {},
        }),
      };
    }
    return {
      slots: { velocity: 0 },
      counts: false,
      update: (tf, { weight, gradient, learningRate, slots }) => {
        const push = tf.mul(gradient, learningRate);
        const velocity = tf.sub(tf.mul(required(slots, 'velocity'), momentum), push);
        const move = nesterov ? tf.sub(tf.mul(velocity, momentum), push) : velocity;
        return { weight: tf.add(weight, move), slots: { velocity } };
      },
    };
  },
});

import { defineOptimizer } from './define-optimizer.ts';
import { required } from './optimizer.ts';
import { epsilon, fraction, learningRate, weightDecay } from './parameters.ts';

/**
 * Adadelta (Zeiler, 2012), in Keras's form:
 *
 *     a = rho a + (1 - rho) g²        d = g sqrt(b + epsilon) / sqrt(a + epsilon)
 *     b = rho b + (1 - rho) d²        w -= rate d
 */
export const adadelta = defineOptimizer({
  type: 'adadelta',
  title: 'Adadelta',
  summary:
    'Chooses the size of its steps from the size of the last ones. The published form has the learning rate 1; the default is Keras’s and slow.',
  formula:
    'd = \\frac{\\sqrt{b + \\epsilon}}{\\sqrt{a + \\epsilon}} g, \\quad w \\leftarrow w - \\eta d, \\quad b \\leftarrow \\rho b + (1 - \\rho) d^2',
  parameters: {
    learningRate: learningRate(0.001),
    rho: fraction({
      label: 'Rho',
      help: 'How much of the past is kept in each step.',
      default: 0.95,
    }),
    epsilon,
    weightDecay: weightDecay(),
  },
  rule: ({ rho, epsilon }) => ({
    slots: { gradients: 0, moves: 0 },
    counts: false,
    update: (tf, { weight, gradient, learningRate, slots }) => {
      const oldMoves = required(slots, 'moves');
      const gradients = tf.add(
        tf.mul(required(slots, 'gradients'), rho),
        tf.mul(tf.square(gradient), 1 - rho),
      );
      const move = tf.div(
        tf.mul(gradient, tf.sqrt(tf.add(oldMoves, epsilon))),
        tf.sqrt(tf.add(gradients, epsilon)),
      );
      const moves = tf.add(tf.mul(oldMoves, rho), tf.mul(tf.square(move), 1 - rho));
      return { weight: tf.sub(weight, tf.mul(move, learningRate)), slots: { gradients, moves } };
    },
  }),
});

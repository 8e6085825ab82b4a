import { defineOptimizer } from './define-optimizer.ts';
import { oneMinusPower } from './one-minus-power.ts';
import { required } from './optimizer.ts';
import { beta1, beta2, epsilon, learningRate, weightDecay } from './parameters.ts';

/**
 * Adamax (Kingma and Ba, 2015, section 7), in Keras's form:
 *
 *     m += (1 - beta1) (g - m)        u = max(beta2 u, |g|)
 *     w -= rate / (1 - beta1^t) · m / (u + epsilon)
 */
export const adamax = defineOptimizer({
  type: 'adamax',
  title: 'Adamax',
  summary:
    'Adam that divides by the largest recent gradient instead of the mean size. Calm where gradients have rare peaks.',
  formula:
    'u \\leftarrow \\max(\\beta_2 u, \\lvert g \\rvert), \\quad w \\leftarrow w - \\eta \\frac{\\hat m}{u + \\epsilon}',
  parameters: { learningRate: learningRate(0.001), beta1, beta2, epsilon, weightDecay: weightDecay() },
  rule: ({ beta1, beta2, epsilon }) => ({
    slots: { m: 0, u: 0 },
    counts: true,
    shared: (tf, { learningRate, step }) => ({
      values: { rate: tf.div(learningRate, oneMinusPower(tf, beta1, step)) },
    }),
    update: (tf, { weight, gradient, slots, shared }) => {
      const oldM = required(slots, 'm');
      const m = tf.add(oldM, tf.mul(tf.sub(gradient, oldM), 1 - beta1));
      const u = tf.maximum(tf.mul(required(slots, 'u'), beta2), tf.abs(gradient));
      const move = tf.div(tf.mul(m, required(shared, 'rate')), tf.add(u, epsilon));
      return { weight: tf.sub(weight, move), slots: { m, u } };
    },
  }),
});

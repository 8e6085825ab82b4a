import { defineOptimizer } from './define-optimizer.ts';
import { oneMinusPower } from './one-minus-power.ts';
import { required } from './optimizer.ts';
import { beta1, beta2, epsilon, learningRate, weightDecay } from './parameters.ts';

/** How fast the momentum warms up, in Keras; Dozat's paper takes the 250th root of it. */
const DECAY = 0.96;

/**
 * Nadam (Dozat, 2016), Adam with Nesterov momentum, in Keras's form. With `mu(t) = beta1 (1 - 0.96^t / 2)` and
 * p the product of all mu up to t:
 *
 *     m += (1 - beta1) (g - m)        v += (1 - beta2) (g² - v)
 *     n = mu(t+1) m / (1 - p mu(t+1)) + (1 - mu(t)) g / (1 - p)
 *     w -= rate n / (sqrt(v / (1 - beta2^t)) + epsilon)
 */
export const nadam = defineOptimizer({
  type: 'nadam',
  title: 'Nadam',
  summary: 'Adam that looks ahead to where its momentum leads, as Nesterov’s method does.',
  formula:
    'w \\leftarrow w - \\frac{\\eta}{\\sqrt{\\hat v} + \\epsilon} \\left(\\mu_{t+1} \\hat m + (1 - \\mu_t) \\hat g\\right)',
  parameters: { learningRate: learningRate(0.001), beta1, beta2, epsilon, weightDecay: weightDecay() },
  rule: ({ beta1, beta2, epsilon }) => ({
    slots: { m: 0, v: 0 },
    counts: true,
    scalars: { product: 1 },
    shared: (tf, { learningRate, step, scalars }) => {
      const mu = (t: typeof step) =>
        tf.mul(tf.sub(1, tf.mul(tf.pow(tf.scalar(DECAY), tf.cast(t, 'float32')), 0.5)), beta1);
      const now = mu(step);
      const next = mu(tf.add(step, tf.scalar(1, 'int32')));
      const product = tf.mul(required(scalars, 'product'), now);
      return {
        values: {
          ofMean: tf.div(tf.mul(next, learningRate), tf.sub(1, tf.mul(product, next))),
          ofGradient: tf.div(tf.mul(tf.sub(1, now), learningRate), tf.sub(1, product)),
          correction: oneMinusPower(tf, beta2, step),
        },
        scalars: { product },
      };
    },
    update: (tf, { weight, gradient, slots, shared }) => {
      const oldM = required(slots, 'm');
      const oldV = required(slots, 'v');
      const m = tf.add(oldM, tf.mul(tf.sub(gradient, oldM), 1 - beta1));
      const v = tf.add(oldV, tf.mul(tf.sub(tf.square(gradient), oldV), 1 - beta2));
      const ahead = tf.add(
        tf.mul(m, required(shared, 'ofMean')),
        tf.mul(gradient, required(shared, 'ofGradient')),
      );
      const size = tf.sqrt(tf.div(v, required(shared, 'correction')));
      return { weight: tf.sub(weight, tf.div(ahead, tf.add(size, epsilon))), slots: { m, v } };
    },
  }),
});

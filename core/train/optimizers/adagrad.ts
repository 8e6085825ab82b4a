import { number } from '../../layers/parameter.ts';
import { defineOptimizer } from './define-optimizer.ts';
import { required } from './optimizer.ts';
import { epsilon, learningRate, weightDecay } from './parameters.ts';

/**
 * Adagrad (Duchi, Hazan and Singer, 2011), in Keras's form, epsilon under the root:
 *
 *     a += g²        w -= rate g / sqrt(a + epsilon)
 */
export const adagrad = defineOptimizer({
  type: 'adagrad',
  title: 'Adagrad',
  summary:
    'Weights that moved much take smaller and smaller steps, seldom used ones keep large steps. Made for sparse data such as words.',
  formula: 'a \\leftarrow a + g^2, \\quad w \\leftarrow w - \\frac{\\eta g}{\\sqrt{a + \\epsilon}}',
  parameters: {
    learningRate: learningRate(0.001),
    initialAccumulatorValue: number({
      label: 'Initial accumulator value',
      help: 'What the sum of squared gradients starts at.',
      default: 0.1,
      min: 0,
      max: 1000,
      step: 0.1,
      advanced: true,
    }),
    epsilon,
    weightDecay: weightDecay(),
  },
  rule: ({ initialAccumulatorValue, epsilon }) => ({
    slots: { accumulator: initialAccumulatorValue },
    counts: false,
    update: (tf, { weight, gradient, learningRate, slots }) => {
      const accumulator = tf.add(required(slots, 'accumulator'), tf.square(gradient));
      const push = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(accumulator, epsilon)));
      return { weight: tf.sub(weight, push), slots: { accumulator } };
    },
  }),
});

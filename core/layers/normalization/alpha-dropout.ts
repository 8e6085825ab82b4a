import { fail, ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';
import { checkNoiseShape, noiseShapeOf, noiseShapeParameter } from './noise-shape.ts';

/** What SELU gives for very negative numbers: -scale · alpha, of Klambauer et al. 2017. */
const SELU_FLOOR = -1.0507009873554805 * 1.6732632423543772;

export const alphaDropout = defineLayer({
  type: 'AlphaDropout',
  title: 'AlphaDropout',
  category: 'normalization',
  icon: 'droplets',
  summary: 'The dropout that goes with SELU: mean and variance stay.',
  doc: `Sets a random share of the values to what SELU gives for very negative numbers, then stretches and shifts all of
them, so that mean and variance stay as they were. A stack of Dense layers with SELU keeps its balance by itself;
ordinary Dropout would destroy it. Outside training it does nothing.`,
  formula:
    "y = a\\, (m x + (1 - m)\\, \\alpha') + b, \\quad m \\sim \\text{Bernoulli}(1 - p),\\ \\alpha' = -1.7581",
  parameters: {
    rate: number({
      label: 'Rate',
      help: 'Share of the values that is replaced in each step.',
      default: 0.5,
      min: 0,
      max: 0.99,
      step: 0.05,
    }),
    noiseShape: noiseShapeParameter,
  },
  describe: ({ rate }) => `rate ${rate}`,
  infer: ({ noiseShape }, [{ shape }]) => {
    const problem = checkNoiseShape(noiseShape, shape);
    return problem ? fail([problem]) : ok([{ dtype: 'float32', shape }]);
  },
  call: ({ tf, training, random }, { rate, noiseShape }, [x]) => {
    if (!training || rate === 0) return [x];
    const stretch = 1 / Math.sqrt((1 - rate) * (1 + rate * SELU_FLOOR ** 2));
    const shift = -stretch * SELU_FLOOR * rate;
    const kept = tf.cast(tf.greaterEqual(random.uniform(noiseShapeOf(noiseShape, x.shape)), rate), 'float32');
    const replaced = tf.mul(tf.sub(1, kept), SELU_FLOOR);
    return [tf.add(tf.mul(tf.add(tf.mul(x, kept), replaced), stretch), shift)];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A tenth of a row',
      params: { rate: 0.1 },
      inputs: [{ dtype: 'float32', shape: [null, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 8] }],
      parameters: 0,
    },
  ],
});

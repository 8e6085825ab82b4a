import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';
import { randomNormal } from './random-normal.ts';

export const gaussianDropout = defineLayer({
  type: 'GaussianDropout',
  title: 'GaussianDropout',
  category: 'normalization',
  icon: 'audio-lines',
  summary: 'Multiplies every value with a random number around 1 while training.',
  doc: `Does what Dropout does without switching anything off: each value is multiplied with its own normal random number
of mean 1, as uncertain as Dropout of the same rate would be. Every value keeps a part in every step. Outside
training it does nothing.`,
  formula: 'y = x\\, \\varepsilon, \\quad \\varepsilon \\sim \\mathcal{N}\\left(1, \\tfrac{p}{1 - p}\\right)',
  parameters: {
    rate: number({
      label: 'Rate',
      help: 'How strong the noise is: as uncertain as a Dropout of this rate.',
      default: 0.5,
      min: 0,
      max: 0.99,
      step: 0.05,
    }),
  },
  describe: ({ rate }) => `rate ${rate}`,
  infer: (_params, [{ shape }]) => ok([{ dtype: 'float32', shape }]),
  call: ({ tf, training, random }, { rate }, [x]) => {
    if (!training || rate === 0) return [x];
    const deviation = Math.sqrt(rate / (1 - rate));
    return [tf.mul(x, tf.add(tf.mul(randomNormal(tf, random, x.shape), deviation), 1))];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'As uncertain as dropping a quarter',
      params: { rate: 0.25 },
      inputs: [{ dtype: 'float32', shape: [null, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 8] }],
      parameters: 0,
    },
  ],
});

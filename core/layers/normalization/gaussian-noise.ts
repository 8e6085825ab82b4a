import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';
import { randomNormal } from './random-normal.ts';

export const gaussianNoise = defineLayer({
  type: 'GaussianNoise',
  title: 'GaussianNoise',
  category: 'normalization',
  icon: 'audio-waveform',
  summary: 'Adds random noise while training.',
  doc: `Adds a different small random number to every value in each training step, so that the network never sees quite
the same sample twice and learns not to mind small differences. A denoising autoencoder begins with it. Outside
training it does nothing.`,
  formula: 'y = x + \\varepsilon, \\quad \\varepsilon \\sim \\mathcal{N}(0, \\sigma^2)',
  parameters: {
    stddev: number({
      label: 'Strength',
      help: 'Standard deviation of the noise, in units of the values.',
      default: 0.1,
      min: 0,
      max: 1000,
      step: 0.05,
    }),
  },
  describe: ({ stddev }) => `deviation ${stddev}`,
  infer: (_params, [{ shape }]) => ok([{ dtype: 'float32', shape }]),
  call: ({ tf, training, random }, { stddev }, [x]) => {
    if (!training || stddev === 0) return [x];
    return [tf.add(x, tf.mul(randomNormal(tf, random, x.shape), stddev))];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A little noise on an image',
      params: { stddev: 0.2 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 1] }],
      parameters: 0,
    },
  ],
});

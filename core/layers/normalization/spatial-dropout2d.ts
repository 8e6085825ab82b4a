import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { number } from '../parameter.ts';

export const spatialDropout2d = defineLayer({
  type: 'SpatialDropout2D',
  title: 'SpatialDropout2D',
  category: 'normalization',
  icon: 'layers-2',
  summary: 'Switches off whole channels at random while training.',
  doc: `Like Dropout, but it switches off a channel everywhere at once. Neighbouring pixels are so alike that dropping
single ones hides little; between convolutions this is therefore the better choice. Outside training it does nothing.`,
  formula: 'y_{i,j,c} = \\frac{m_c}{1 - p}\\, x_{i,j,c}, \\quad m_c \\sim \\text{Bernoulli}(1 - p)',
  parameters: {
    rate: number({
      label: 'Rate',
      help: 'Share of the channels that is switched off in each step.',
      default: 0.5,
      min: 0,
      max: 0.99,
      step: 0.05,
    }),
  },
  describe: ({ rate }) => `rate ${rate}`,
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([input]) : image;
  },
  call: ({ tf, training, random }, { rate }, [x]) => {
    if (!training || rate === 0) return [x];
    const [batch = 1, , , channels = 1] = x.shape;
    const kept = tf.greaterEqual(random.uniform([batch, 1, 1, channels]), rate);
    return [tf.mul(x, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)))];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [
    {
      title: 'A quarter of the channels',
      params: { rate: 0.25 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 8] }],
      parameters: 0,
    },
  ],
});

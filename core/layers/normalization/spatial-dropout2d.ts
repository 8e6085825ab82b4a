import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { channelRateParameter, dropChannels } from './drop-channels.ts';

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
    rate: channelRateParameter,
  },
  describe: ({ rate }) => `rate ${rate}`,
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([input]) : image;
  },
  call: (context, { rate }, [x]) => [dropChannels(context, rate, x)],
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

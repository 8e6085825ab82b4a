import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { needsVolume } from '../volume-input.ts';
import { channelRateParameter, dropChannels } from './drop-channels.ts';

export const spatialDropout3d = defineLayer({
  type: 'SpatialDropout3D',
  title: 'SpatialDropout3D',
  category: 'normalization',
  icon: 'layers-2',
  summary: 'Switches off whole channels of volumes at random while training.',
  doc: `Like Dropout, but it switches off a channel of a volume everywhere at once. Neighbouring places are so alike
that dropping single ones hides little; between Conv3D layers this is therefore the better choice. Outside training
it does nothing.`,
  formula: 'y_{i,j,k,c} = \\frac{m_c}{1 - p}\\, x_{i,j,k,c}, \\quad m_c \\sim \\text{Bernoulli}(1 - p)',
  parameters: {
    rate: channelRateParameter,
  },
  describe: ({ rate }) => `rate ${rate}`,
  infer: (_params, [input]) => {
    const volume = needsVolume(input);
    return volume.ok ? ok([input]) : volume;
  },
  call: (context, { rate }, [x]) => [dropChannels(context, rate, x)],
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [
    {
      title: 'A quarter of the channels',
      params: { rate: 0.25 },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2, 8] }],
      parameters: 0,
    },
  ],
});

import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { needsSequence } from '../sequence-input.ts';
import { channelRateParameter, dropChannels } from './drop-channels.ts';

export const spatialDropout1d = defineLayer({
  type: 'SpatialDropout1D',
  title: 'SpatialDropout1D',
  category: 'normalization',
  icon: 'layers-2',
  summary: 'Switches off whole features at random while training.',
  doc: `Like Dropout, but it switches off a feature at all steps of the sequence at once. Neighbouring steps are so
alike that dropping single ones hides little; between Conv1D layers this is therefore the better choice. Outside
training it does nothing.`,
  formula: 'y_{t,c} = \\frac{m_c}{1 - p}\\, x_{t,c}, \\quad m_c \\sim \\text{Bernoulli}(1 - p)',
  parameters: {
    rate: channelRateParameter,
  },
  describe: ({ rate }) => `rate ${rate}`,
  infer: (_params, [input]) => {
    const sequence = needsSequence(input);
    return sequence.ok ? ok([input]) : sequence;
  },
  call: (context, { rate }, [x]) => [dropChannels(context, rate, x)],
  emitOnnx: (_emitter, _params, [x]) => [x],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A quarter of the features',
      params: { rate: 0.25 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 8] }],
      parameters: 0,
    },
  ],
});

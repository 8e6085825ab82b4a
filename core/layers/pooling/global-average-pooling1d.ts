import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { needsSequence } from '../sequence-input.ts';

export const globalAveragePooling1d = defineLayer({
  type: 'GlobalAveragePooling1D',
  title: 'GlobalAveragePooling1D',
  category: 'pooling',
  icon: 'sigma',
  summary: 'Turns every feature of a sequence into its mean.',
  doc: `Takes the mean of each feature over all steps, so that one row of numbers is left for the whole sequence. It stands
behind an embedding or a Conv1D where a text or a signal is to be told apart, and has nothing to learn.`,
  formula: 'y_c = \\frac{1}{T} \\sum_t x_{t,c}',
  parameters: {},
  infer: (_params, [input]) => {
    const sequence = needsSequence(input);
    return sequence.ok ? ok([{ dtype: 'float32', shape: [null, sequence.value.features] }]) : sequence;
  },
  call: ({ tf }, _params, [x]) => [tf.mean(x, 1)],
  emitOnnx: (emitter, _params, [x]) => {
    const axes = x.layout === 'channels-first' ? [2] : [1];
    const name = emitter.node('ReduceMean', [x.name], { attributes: { axes, keepdims: 0 } });
    return [{ name, shape: [null, x.shape[2] ?? 1], layout: 'as-is' }];
  },
  examples: [
    {
      title: 'Seven steps to one',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 7, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
  ],
});

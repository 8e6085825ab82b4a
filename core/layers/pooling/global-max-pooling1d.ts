import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { needsSequence } from '../sequence-input.ts';

export const globalMaxPooling1d = defineLayer({
  type: 'GlobalMaxPooling1D',
  title: 'GlobalMaxPooling1D',
  category: 'pooling',
  icon: 'mountain',
  summary: 'Turns every feature of a sequence into its largest value.',
  doc: `Keeps the strongest answer of each feature over all steps: was this pattern found at any time? What is left is one
row of numbers for the whole sequence. It usually follows a Conv1D, and has nothing to learn.`,
  formula: 'y_c = \\max_t x_{t,c}',
  parameters: {},
  infer: (_params, [input]) => {
    const sequence = needsSequence(input);
    return sequence.ok ? ok([{ dtype: 'float32', shape: [null, sequence.value.features] }]) : sequence;
  },
  call: ({ tf }, _params, [x]) => [tf.max(x, 1)],
  emitOnnx: (emitter, _params, [x]) => {
    const axes = x.layout === 'channels-first' ? [2] : [1];
    const name = emitter.node('ReduceMax', [x.name], { attributes: { axes, keepdims: 0 } });
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

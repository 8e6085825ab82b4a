import { wholeSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { emitGlobalPool, globalPool, globalPoolParameters, inferGlobalPool } from './global-pool.ts';

export const globalMaxPooling1d = defineLayer({
  type: 'GlobalMaxPooling1D',
  title: 'GlobalMaxPooling1D',
  category: 'pooling',
  icon: 'mountain',
  summary: 'Turns every feature of a sequence into its largest value.',
  doc: `Keeps the strongest answer of each feature over all steps: was this pattern found at any time? What is left is one
row of numbers for the whole sequence. It usually follows a Conv1D, and has nothing to learn.`,
  formula: 'y_c = \\max_t x_{t,c}',
  parameters: globalPoolParameters,
  infer: (params, [input]) => inferGlobalPool(1, params, input),
  call: ({ tf }, params, [x]) => [globalPool(tf, 'max', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitGlobalPool(emitter, 'ReduceMax', x, params)],
  explain: (_params, [input]) => wholeSums(input),
  examples: [
    {
      title: 'Seven steps to one',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 7, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
    {
      title: 'Dimensions of length 1 stay',
      params: { keepdims: true },
      inputs: [{ dtype: 'float32', shape: [null, 7, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 4] }],
    },
  ],
});

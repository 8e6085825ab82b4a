import { wholeSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { emitGlobalPool, globalPool, globalPoolParameters, inferGlobalPool } from './global-pool.ts';

export const globalAveragePooling1d = defineLayer({
  type: 'GlobalAveragePooling1D',
  title: 'GlobalAveragePooling1D',
  category: 'pooling',
  icon: 'sigma',
  summary: 'Turns every feature of a sequence into its mean.',
  doc: `Takes the mean of each feature over all steps, so that one row of numbers is left for the whole sequence. It stands
behind an embedding or a Conv1D where a text or a signal is to be told apart, and has nothing to learn.`,
  formula: 'y_c = \\frac{1}{T} \\sum_t x_{t,c}',
  parameters: globalPoolParameters,
  infer: (params, [input]) => inferGlobalPool(1, params, input),
  call: ({ tf }, params, [x]) => [globalPool(tf, 'mean', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitGlobalPool(emitter, 'ReduceMean', x, params)],
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

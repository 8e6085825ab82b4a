import { wholeSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { emitGlobalPool, globalPool, globalPoolParameters, inferGlobalPool } from './global-pool.ts';

export const globalMaxPooling3d = defineLayer({
  type: 'GlobalMaxPooling3D',
  title: 'GlobalMaxPooling3D',
  category: 'pooling',
  icon: 'mountain',
  summary: 'Turns every channel of a volume into its largest value.',
  doc: `Keeps the strongest answer of each channel over the whole volume: was this pattern found anywhere? What is left is a
row of numbers, one for each channel. It has nothing to learn, and volumes of any size give rows of the same length.`,
  formula: 'y_c = \\max_{d,i,j} x_{d,i,j,c}',
  parameters: globalPoolParameters,
  infer: (params, [input]) => inferGlobalPool(3, params, input),
  call: ({ tf }, params, [x]) => [globalPool(tf, 'max', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitGlobalPool(emitter, 'ReduceMax', x, params)],
  explain: (_params, [input]) => wholeSums(input),
  examples: [
    {
      title: 'Five maps to five numbers',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 4, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'Dimensions of length 1 stay',
      params: { keepdims: true },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 1, 1, 3] }],
    },
  ],
});

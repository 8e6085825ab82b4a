import { wholeSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { emitGlobalPool, globalPool, globalPoolParameters, inferGlobalPool } from './global-pool.ts';

export const globalMaxPooling2d = defineLayer({
  type: 'GlobalMaxPooling2D',
  title: 'GlobalMaxPooling2D',
  category: 'pooling',
  icon: 'mountain',
  summary: 'Turns every channel of an image into its largest value.',
  doc: `Keeps the strongest answer of each channel over the whole image: was this pattern found anywhere? What is left is
a row of numbers, one for each channel. It has nothing to learn, and images of any size give rows of the same length.`,
  formula: 'y_c = \\max_{i,j} x_{i,j,c}',
  parameters: globalPoolParameters,
  infer: (params, [input]) => inferGlobalPool(2, params, input),
  call: ({ tf }, params, [x]) => [globalPool(tf, 'max', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitGlobalPool(emitter, 'ReduceMax', x, params)],
  explain: (_params, [input]) => wholeSums(input),
  examples: [
    {
      title: 'Six maps to six numbers',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 6] }],
      parameters: 0,
    },
    {
      title: 'Dimensions of length 1 stay',
      params: { keepdims: true },
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 1, 6] }],
    },
  ],
});

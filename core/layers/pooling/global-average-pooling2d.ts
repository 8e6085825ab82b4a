import { wholeSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { emitGlobalPool, globalPool, globalPoolParameters, inferGlobalPool } from './global-pool.ts';

export const globalAveragePooling2d = defineLayer({
  type: 'GlobalAveragePooling2D',
  title: 'GlobalAveragePooling2D',
  category: 'pooling',
  icon: 'sigma',
  summary: 'Turns every channel of an image into its mean.',
  doc: `Takes the mean of each channel over the whole image, so that a row of numbers is left, one for each channel. At
the end of a convolutional network it replaces Flatten and large Dense layers: nothing to learn, and images of any
size give rows of the same length.`,
  formula: 'y_c = \\frac{1}{H W} \\sum_{i,j} x_{i,j,c}',
  parameters: globalPoolParameters,
  infer: (params, [input]) => inferGlobalPool(2, params, input),
  call: ({ tf }, params, [x]) => [globalPool(tf, 'mean', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitGlobalPool(emitter, 'ReduceMean', x, params)],
  explain: (_params, [input]) => wholeSums(input),
  examples: [
    {
      title: 'Sixteen maps to sixteen numbers',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 16] }],
      outputs: [{ dtype: 'float32', shape: [null, 16] }],
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

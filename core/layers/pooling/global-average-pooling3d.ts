import { wholeSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { emitGlobalPool, globalPool, globalPoolParameters, inferGlobalPool } from './global-pool.ts';

export const globalAveragePooling3d = defineLayer({
  type: 'GlobalAveragePooling3D',
  title: 'GlobalAveragePooling3D',
  category: 'pooling',
  icon: 'sigma',
  summary: 'Turns every channel of a volume into its mean.',
  doc: `Takes the mean of each channel over the whole volume, so that a row of numbers is left, one for each channel. At the
end of a network for scans or films it replaces Flatten and large Dense layers: nothing to learn, and volumes of any
size give rows of the same length.`,
  formula: 'y_c = \\frac{1}{D H W} \\sum_{d,i,j} x_{d,i,j,c}',
  parameters: globalPoolParameters,
  infer: (params, [input]) => inferGlobalPool(3, params, input),
  call: ({ tf }, params, [x]) => [globalPool(tf, 'mean', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitGlobalPool(emitter, 'ReduceMean', x, params)],
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

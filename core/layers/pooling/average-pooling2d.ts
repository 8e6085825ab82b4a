import { windowSums } from '../../explain/window-sums.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { poolParameters2d } from './pool-parameters.ts';
import { describePool, emitPool, inferPool, pool, poolWindow } from './pool-window.ts';

export const averagePooling2d = defineLayer({
  type: 'AveragePooling2D',
  title: 'AveragePooling2D',
  category: 'pooling',
  icon: 'shrink',
  summary: 'Keeps the mean of every window, and shrinks the image.',
  doc: `Parts the image into windows and keeps the mean of each, channel by channel. It shrinks an image more gently
than MaxPooling2D: all values of a window count, not only the largest. LeNet-5 pools this way. It has nothing to
learn. Where padding is added, it does not count.`,
  formula: 'y_{i,j,c} = \\frac{1}{|W|} \\sum_{u,v}\\; x_{s_h i+u,\\; s_w j+v,\\; c}',
  parameters: poolParameters2d,
  describe: describePool,
  infer: (params, [input]) => inferPool(params, input),
  call: ({ tf }, params, [x]) => [pool(tf, 'average', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitPool(emitter, 'AveragePool', x, params)],
  explain: (params, [input]) => windowSums(input, poolWindow(params)),
  sight: (params) => windowSight(poolWindow(params)),
  examples: [
    {
      title: 'Halves an image',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 8, 6, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 3] }],
      parameters: 0,
    },
    {
      title: 'Padding does not count in the mean',
      params: { padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 7, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
    },
    {
      title: 'Windows that overlap',
      params: { poolSize: [3, 3], padding: 'same', strides: [1, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
    },
  ],
});

import { windowSums } from '../../explain/window-sums.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { poolParameters3d } from './pool-parameters.ts';
import { describePool, emitPool, inferPool, pool, poolWindow } from './pool-window.ts';

export const averagePooling3d = defineLayer({
  type: 'AveragePooling3D',
  title: 'AveragePooling3D',
  category: 'pooling',
  icon: 'shrink',
  summary: 'Keeps the mean of every window, and shrinks the volume.',
  doc: `Parts a volume, such as a scan or a short film, into blocks and keeps the mean of each, channel by channel. It shrinks
more gently than MaxPooling3D: all values of a block count. It has nothing to learn. Where padding is added, it does
not count.`,
  formula: 'y_{d,i,j,c} = \\frac{1}{|W|} \\sum_{t,u,v}\\; x_{s_d d+t,\\; s_h i+u,\\; s_w j+v,\\; c}',
  parameters: poolParameters3d,
  describe: describePool,
  infer: (params, [input]) => inferPool(params, input),
  call: ({ tf }, params, [x]) => [pool(tf, 'average', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitPool(emitter, 'AveragePool', x, params)],
  explain: (params, [input]) => windowSums(input, poolWindow(params)),
  sight: (params) => windowSight(poolWindow(params)),
  examples: [
    {
      title: 'Halves a volume',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 2, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 1, 3, 2] }],
      parameters: 0,
    },
    {
      title: 'Padding does not count in the mean',
      params: { padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 1, 2, 2] }],
    },
    {
      title: 'Windows that overlap',
      params: { poolSize: [2, 3, 2], strides: [1, 2, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 3, 5, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 2, 1] }],
    },
  ],
});

import { windowSums } from '../../explain/window-sums.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { poolParameters1d } from './pool-parameters.ts';
import { describePool, emitPool, inferPool, pool, poolWindow } from './pool-window.ts';

export const averagePooling1d = defineLayer({
  type: 'AveragePooling1D',
  title: 'AveragePooling1D',
  category: 'pooling',
  icon: 'shrink',
  summary: 'Keeps the mean of every window, and shortens the sequence.',
  doc: `Parts the sequence into windows and keeps the mean of each, feature by feature, as a moving average does. It smooths a
noisy signal and shortens it. It has nothing to learn. Where padding is added, it does not count.`,
  formula: 'y_{t,c} = \\frac{1}{|W|} \\sum_{u}\\; x_{s t+u,\\, c}',
  parameters: poolParameters1d,
  describe: describePool,
  infer: (params, [input]) => inferPool(params, input),
  call: ({ tf }, params, [x]) => [pool(tf, 'average', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitPool(emitter, 'AveragePool', x, params)],
  explain: (params, [input]) => windowSums(input, poolWindow(params)),
  sight: (params) => windowSight(poolWindow(params)),
  examples: [
    {
      title: 'Halves a sequence',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 8, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 0,
    },
    {
      title: 'Padding does not count in the mean',
      params: { padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 7, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
    },
    {
      title: 'Windows that overlap',
      params: { poolSize: 3, strides: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 9, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
    },
  ],
});

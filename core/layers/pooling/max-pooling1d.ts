import { windowSums } from '../../explain/window-sums.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { poolParameters1d } from './pool-parameters.ts';
import { describePool, emitPool, inferPool, pool, poolWindow } from './pool-window.ts';

export const maxPooling1d = defineLayer({
  type: 'MaxPooling1D',
  title: 'MaxPooling1D',
  category: 'pooling',
  icon: 'minimize-2',
  summary: 'Keeps the largest value of every window, and shortens the sequence.',
  doc: `Parts the sequence into windows and keeps the largest value of each, feature by feature. The sequence becomes shorter,
later layers see more of it at once and have less to compute, and it matters less at which step exactly a pattern was.
It usually follows a Conv1D, and has nothing to learn.`,
  formula: 'y_{t,c} = \\max_{u}\\; x_{s t+u,\\, c}',
  parameters: poolParameters1d,
  describe: describePool,
  infer: (params, [input]) => inferPool(params, input),
  call: ({ tf }, params, [x]) => [pool(tf, 'max', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitPool(emitter, 'MaxPool', x, params)],
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
      title: 'An odd rest is left out',
      params: { poolSize: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 8, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2] }],
    },
    {
      title: 'An odd rest is kept with padding "same"',
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

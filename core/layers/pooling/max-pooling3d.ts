import { windowSums } from '../../explain/window-sums.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { poolParameters3d } from './pool-parameters.ts';
import { describePool, emitPool, inferPool, pool, poolWindow } from './pool-window.ts';

export const maxPooling3d = defineLayer({
  type: 'MaxPooling3D',
  title: 'MaxPooling3D',
  category: 'pooling',
  icon: 'minimize-2',
  summary: 'Keeps the largest value of every window, and shrinks the volume.',
  doc: `Parts a volume, such as a scan or a short film, into blocks and keeps the largest value of each, channel by channel.
Volumes are large; halving all three sides leaves an eighth to compute. It usually follows a Conv3D, and has nothing
to learn.`,
  formula: 'y_{d,i,j,c} = \\max_{t,u,v}\\; x_{s_d d+t,\\; s_h i+u,\\; s_w j+v,\\; c}',
  parameters: poolParameters3d,
  describe: describePool,
  infer: (params, [input]) => inferPool(params, input),
  call: ({ tf }, params, [x]) => [pool(tf, 'max', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitPool(emitter, 'MaxPool', x, params)],
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
      title: 'Pools along one axis only',
      params: { poolSize: [1, 2, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 4, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 1, 2] }],
    },
    {
      title: 'An odd rest is kept with padding "same"',
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

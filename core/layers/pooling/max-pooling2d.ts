import { windowSums } from '../../explain/window-sums.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { poolParameters2d } from './pool-parameters.ts';
import { describePool, emitPool, inferPool, pool, poolWindow } from './pool-window.ts';

export const maxPooling2d = defineLayer({
  type: 'MaxPooling2D',
  title: 'MaxPooling2D',
  category: 'pooling',
  icon: 'minimize-2',
  summary: 'Keeps the largest value of every window, and shrinks the image.',
  doc: `Parts the image into windows and keeps the largest value of each, channel by channel. The image becomes smaller,
later layers see more of it at once and have less to compute, and it matters less where exactly a pattern was. It
has nothing to learn. It usually follows a convolution and its Activation.`,
  formula: 'y_{i,j,c} = \\max_{u,v}\\; x_{s_h i+u,\\; s_w j+v,\\; c}',
  parameters: poolParameters2d,
  describe: describePool,
  infer: (params, [input]) => inferPool(params, input),
  call: ({ tf }, params, [x]) => [pool(tf, 'max', x, params)],
  emitOnnx: (emitter, params, [x]) => [emitPool(emitter, 'MaxPool', x, params)],
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
      title: 'Strides that step over rows, padding "same"',
      params: { poolSize: [1, 3], strides: [3, 2], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 2] }],
    },
    {
      title: 'An odd rest is left out',
      params: { poolSize: [2, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 7, 7, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
    {
      title: 'An odd rest is kept with padding "same"',
      params: { padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 7, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
    },
    {
      title: 'Windows that overlap, as in AlexNet',
      params: { poolSize: [3, 3], strides: [2, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 7, 9, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
    },
  ],
});

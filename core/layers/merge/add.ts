import { defineLayer, MANY_TO_ONE } from '../layer.ts';
import { MERGES_MASKS } from '../masking.ts';
import { emitFold, inferSameShapes } from './same-shapes.ts';

export const add = defineLayer({
  type: 'Add',
  title: 'Add',
  category: 'merge',
  icon: 'plus',
  summary: 'Adds its inputs, value by value.',
  doc: `Adds two or more tensors of the same shape. Its best-known use is the shortcut of residual networks: what went
into a block is added to what came out, so that a deep network can pass on what it already knows.`,
  formula: 'y = \\sum_k x_k',
  parameters: {},
  ports: () => MANY_TO_ONE,
  infer: (_params, inputs) => inferSameShapes(inputs, 'adds value to value'),
  call: ({ tf }, _params, [first, ...others]) => [others.reduce((sum, x) => tf.add(sum, x), first)],
  emitOnnx: (emitter, _params, inputs) => [emitFold(emitter, 'Add', inputs)],
  masking: MERGES_MASKS,
  examples: [
    {
      title: 'Two rows',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 4] },
        { dtype: 'float32', shape: [null, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
    {
      title: 'Three images',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 2] },
        { dtype: 'float32', shape: [null, 3, 2, 2] },
        { dtype: 'float32', shape: [null, 3, 2, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
  ],
});

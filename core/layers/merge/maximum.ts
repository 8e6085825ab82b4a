import { defineLayer, MANY_TO_ONE } from '../layer.ts';
import { MERGES_MASKS } from '../masking.ts';
import { emitFold, inferSameShapes } from './same-shapes.ts';

export const maximum = defineLayer({
  type: 'Maximum',
  title: 'Maximum',
  category: 'merge',
  icon: 'chevrons-up',
  summary: 'Keeps the largest of its inputs, value by value.',
  doc: `Compares two or more tensors of the same shape and keeps the largest value at every place. Each place listens to the
branch that answers most strongly. It has nothing to learn.`,
  formula: 'y = \\max_k x_k',
  parameters: {},
  ports: () => MANY_TO_ONE,
  infer: (_params, inputs) => inferSameShapes(inputs, 'compares value with value'),
  call: ({ tf }, _params, [first, ...others]) => [others.reduce((most, x) => tf.maximum(most, x), first)],
  emitOnnx: (emitter, _params, inputs) => [emitFold(emitter, 'Max', inputs)],
  masking: MERGES_MASKS,
  examples: [
    {
      title: 'The larger of two rows',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 5] },
        { dtype: 'float32', shape: [null, 5] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'The largest of three images',
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

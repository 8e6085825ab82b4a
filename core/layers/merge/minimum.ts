import { defineLayer, MANY_TO_ONE } from '../layer.ts';
import { MERGES_MASKS } from '../masking.ts';
import { emitFold, inferSameShapes } from './same-shapes.ts';

export const minimum = defineLayer({
  type: 'Minimum',
  title: 'Minimum',
  category: 'merge',
  icon: 'chevrons-down',
  summary: 'Keeps the smallest of its inputs, value by value.',
  doc: `Compares two or more tensors of the same shape and keeps the smallest value at every place: a place is large only
where all branches agree that it is. It has nothing to learn.`,
  formula: 'y = \\min_k x_k',
  parameters: {},
  ports: () => MANY_TO_ONE,
  infer: (_params, inputs) => inferSameShapes(inputs, 'compares value with value'),
  call: ({ tf }, _params, [first, ...others]) => [others.reduce((least, x) => tf.minimum(least, x), first)],
  emitOnnx: (emitter, _params, inputs) => [emitFold(emitter, 'Min', inputs)],
  masking: MERGES_MASKS,
  examples: [
    {
      title: 'The smaller of two rows',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 5] },
        { dtype: 'float32', shape: [null, 5] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'The smallest of three images',
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

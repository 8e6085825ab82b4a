import { defineLayer, MANY_TO_ONE } from '../layer.ts';
import { MERGES_MASKS } from '../masking.ts';
import { emitFold, inferSameShapes } from './same-shapes.ts';

export const average = defineLayer({
  type: 'Average',
  title: 'Average',
  category: 'merge',
  icon: 'divide',
  summary: 'Averages its inputs, value by value.',
  doc: `Takes the mean of two or more tensors of the same shape, value by value. It lets several branches, or several
networks side by side, vote on one answer. It has nothing to learn.`,
  formula: 'y = \\frac{1}{n} \\sum_k x_k',
  parameters: {},
  ports: () => MANY_TO_ONE,
  infer: (_params, inputs) => inferSameShapes(inputs, 'averages value with value'),
  call: ({ tf }, _params, inputs) => {
    const [first, ...others] = inputs;
    const sum = others.reduce((total, x) => tf.add(total, x), first);
    return [tf.mul(sum, 1 / inputs.length)];
  },
  emitOnnx: (emitter, _params, inputs) => {
    const sum = emitFold(emitter, 'Add', inputs);
    return [{ ...sum, name: emitter.node('Mul', [sum.name, emitter.float(1 / inputs.length)]) }];
  },
  masking: MERGES_MASKS,
  examples: [
    {
      title: 'Two rows',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 5] },
        { dtype: 'float32', shape: [null, 5] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
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

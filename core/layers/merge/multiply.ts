import { defineLayer, MANY_TO_ONE } from '../layer.ts';
import { MERGES_MASKS } from '../masking.ts';
import { emitFold, inferSameShapes } from './same-shapes.ts';

export const multiply = defineLayer({
  type: 'Multiply',
  title: 'Multiply',
  category: 'merge',
  icon: 'x',
  summary: 'Multiplies its inputs, value by value.',
  doc: `Multiplies two or more tensors of the same shape, value by value. With a sigmoid on one side it is a gate: 0 shuts
a value off, 1 lets it through. A dimension of 1 is repeated: 1 × 1 × 32 gates all places of 28 × 28 × 32.`,
  formula: 'y = \\prod_k x_k',
  parameters: {},
  ports: () => MANY_TO_ONE,
  infer: (_params, inputs) => inferSameShapes(inputs, 'multiplies value with value'),
  call: ({ tf }, _params, [first, ...others]) => [others.reduce((product, x) => tf.mul(product, x), first)],
  emitOnnx: (emitter, _params, inputs) => [emitFold(emitter, 'Mul', inputs)],
  masking: MERGES_MASKS,
  examples: [
    {
      title: 'A row and its gate',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 5] },
        { dtype: 'float32', shape: [null, 5] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'One gate for each channel of an image',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 4] },
        { dtype: 'float32', shape: [null, 1, 1, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 4] }],
    },
    {
      title: 'Three images',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 2, 3, 2] },
        { dtype: 'float32', shape: [null, 2, 3, 2] },
        { dtype: 'float32', shape: [null, 2, 3, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
    },
  ],
});

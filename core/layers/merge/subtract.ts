import { defineLayer } from '../layer.ts';
import { MERGES_MASKS } from '../masking.ts';
import { emitFold, inferSameShapes } from './same-shapes.ts';

export const subtract = defineLayer({
  type: 'Subtract',
  title: 'Subtract',
  category: 'merge',
  icon: 'minus',
  summary: 'Takes its second input from the first, value by value.',
  doc: `Subtracts one tensor from another of the same shape, value by value. Use it where the difference is what counts,
for example to compare two pictures that went through the same layers.`,
  formula: 'y = x_1 - x_2',
  parameters: {},
  ports: () => ({
    inputs: [
      { id: 'in', label: 'From' },
      { id: 'minus', label: 'Minus' },
    ],
    outputs: [{ id: 'out', label: 'Output' }],
  }),
  infer: (_params, inputs) => inferSameShapes(inputs, 'subtracts value from value'),
  call: ({ tf }, _params, [first, ...others]) => [
    others.reduce((difference, x) => tf.sub(difference, x), first),
  ],
  emitOnnx: (emitter, _params, inputs) => [emitFold(emitter, 'Sub', inputs)],
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
      title: 'One number for each channel from an image',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 2] },
        { dtype: 'float32', shape: [null, 1, 1, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
  ],
});

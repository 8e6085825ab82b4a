import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const MERGE_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'Dot',
    inputs: [float32(null, 4, 3), float32(null, 3, 5)],
    message:
      '{layer} multiplies axis -1 of the first input (4 × 3) with axis -1 of the second, but the first has 3 places there and {source}, which gives 3 × 5, has 5. Choose axes of equal size.',
    remedies: ['Use axis 1 of the second input'],
  },
  {
    type: 'Dot',
    inputs: [float32(null, 4), float32(null, 5)],
    message:
      '{layer} multiplies axis -1 of the first input (4) with axis -1 of the second, but the first has 4 places there and {source}, which gives 5, has 5. Choose axes of equal size.',
    remedies: [],
  },
  {
    type: 'Dot',
    params: { axes: [1, 2] },
    inputs: [float32(null, 4), float32(null, 4)],
    message:
      '{layer} multiplies along axis 2 of its second input, which {source} does not have: it gives 4. Choose axis 1, or -1 for the last.',
    remedies: ['Use the last dimension'],
  },
  {
    type: 'Dot',
    inputs: [float32(null), float32(null, 4)],
    message:
      '{layer} multiplies along axis -1 of its first input, which {source} does not have: it gives a single number for each sample. Link it to a layer that gives a row of numbers.',
    remedies: [],
  },
  {
    type: 'Expression',
    params: { formula: 'a * sigmoid(b' },
    inputs: [float32(null, 4), float32(null, 4)],
    message: 'The formula of {layer} cannot be read at its end: expected ")".',
    remedies: ['Write a * sigmoid(b)'],
  },
  {
    type: 'Expression',
    params: { formula: '2a' },
    inputs: [float32(null, 4)],
    message:
      'The formula of {layer} cannot be read at character 2, "a": expected an operator such as + or *, or the end.',
    remedies: ['Write 2*a'],
  },
  {
    type: 'Expression',
    params: { formula: ' ' },
    inputs: [float32(null, 4)],
    message:
      'The formula of {layer} is empty: expected a number, an input such as a, a function such as tanh, or "(".',
    remedies: [],
  },
  {
    type: 'Expression',
    params: { formula: '2 * pi' },
    inputs: [float32(null, 4)],
    message:
      'The formula of {layer}, 2 * pi, has no inputs, so it is the same for every sample. Write a for its input, or take a Constant.',
    remedies: ['Write a + 2 * pi'],
  },
  {
    type: 'Expression',
    inputs: [float32(null, 4), float32(null, 5)],
    message:
      '{layer} computes value by value, so all its inputs must have the same shape, but the first is 4 and {source} gives 5. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert Dense with 4 units', 'Remove the link that does not fit'],
  },
];

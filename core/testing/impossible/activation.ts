import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const ACTIVATION_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'PReLU',
    params: { sharedAxes: [1, 3] },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} shares its slopes over dimension 3, but {source} gives 8 × 6, which has 2. Name only dimensions that are there, counted from 1.',
    remedies: ['Share over 1'],
  },
  {
    type: 'PReLU',
    params: { sharedAxes: [2] },
    inputs: [float32(null, 8)],
    message:
      '{layer} shares its slopes over dimension 2, but {source} gives 8, which has 1. Name only dimensions that are there, counted from 1.',
    remedies: ['Share nothing'],
  },
  {
    type: 'Maxout',
    params: { numUnits: 4 },
    inputs: [float32(null, 10)],
    message:
      '{layer} keeps 4 of the numbers of the last dimension, but {source} gives 10, and 10 cannot be cut into pieces of 4. Choose units that divide 10, or give the layer before a multiple of 4.',
    remedies: ['Keep 5'],
  },
  {
    type: 'Softmax',
    params: { axis: 3 },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} weighs numbers along axis 3, which {source} does not have: it gives 8 × 6. Choose an axis from 1 to 2, or -1 for the last.',
    remedies: ['Use the last dimension'],
  },
  {
    type: 'Softmax',
    params: { axis: 0 },
    inputs: [float32(null, 8)],
    message:
      '{layer} weighs numbers along axis 0, which {source} does not have: it gives 8. Choose axis 1, or -1 for the last.',
    remedies: ['Use the last dimension'],
  },
];

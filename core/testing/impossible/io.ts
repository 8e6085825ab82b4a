import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const IO_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'Constant',
    params: { values: [1, 2, 3], shape: [2, 2] },
    inputs: [float32(null, 1)],
    message:
      '{layer} has the shape 2 × 2, which is 4 places, but 3 numbers. Type in 4, or one for all places.',
    remedies: ['Use the shape 3', 'Fill all places with 1'],
  },
  {
    type: 'Constant',
    params: { values: [] },
    inputs: [float32(null, 1)],
    message: '{layer} has the shape 1, which is 1 place, but 0 numbers. Type in one.',
    remedies: ['Fill all places with 0'],
  },
  {
    type: 'Output',
    inputs: [float32(null, 1)],
    message:
      '{layer} compares classes and needs one number for each class, but {source} gives a single number. Choose binary crossentropy for yes or no, or mean squared error for an amount.',
    remedies: ['Use binary crossentropy', 'Use mean squared error'],
  },
  {
    type: 'Output',
    params: { loss: 'cosineSimilarity' },
    inputs: [float32(null, 1)],
    message:
      '{layer} compares with cosine similarity, which needs two or more numbers, but {source} gives a single number. Choose mean squared error for an amount.',
    remedies: ['Use mean squared error'],
  },
];

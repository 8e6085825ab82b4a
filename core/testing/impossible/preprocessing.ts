import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

const MEASURE = 'Measure both on the training samples';

export const PREPROCESSING_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'Normalization',
    params: { axis: 1 },
    inputs: [float32(null, 8, 8, 3)],
    message:
      '{layer} measures the places of the last dimension, but its axis is 1 and {source} gives 8 × 8 × 3. Use axis -1, one mean for all values, or a Permute before and after it.',
    remedies: ['Use the last dimension', 'One mean for all values'],
  },
  {
    type: 'Normalization',
    params: { axis: 4 },
    inputs: [float32(null, 8)],
    message:
      '{layer} has a mean for each place of axis 4, which {source} does not have: it gives 8. Choose axis 1, or -1 for the last.',
    remedies: ['Use the last dimension', 'One mean for all values'],
  },
  {
    type: 'Normalization',
    params: { mean: [1, 2] },
    inputs: [float32(null, 2)],
    message:
      '{layer} has a mean that was typed in, but no variance. Type in both, or neither to have them measured.',
    remedies: [MEASURE],
  },
  {
    type: 'Normalization',
    params: { variance: [1] },
    inputs: [float32(null, 2)],
    message:
      '{layer} has a variance that was typed in, but no mean. Type in both, or neither to have them measured.',
    remedies: [MEASURE],
  },
  {
    type: 'Normalization',
    params: { mean: [1, 2, 3], variance: [1] },
    inputs: [float32(null, 5, 2)],
    message:
      '{layer} has 3 numbers typed in for mean or variance, but {source} gives 5 × 2, which needs 2. Type in 2, or one for all.',
    remedies: [MEASURE],
  },
  {
    type: 'Normalization',
    params: { mean: [1], variance: [-1] },
    inputs: [float32(null, 2)],
    message: 'A variance of {layer} is negative: -1. It is the square of a deviation, so type in 0 or more.',
    remedies: [MEASURE],
  },
  {
    type: 'RandomCrop',
    inputs: [float32(null, 20, 32, 3)],
    message:
      '{layer} cuts out 24 × 24, which is more than the 20 × 32 image that {source} gives. Choose a smaller window.',
    remedies: ['Cut out 20 × 24'],
  },
  ...['RandomFlip', 'RandomRotation', 'RandomZoom', 'RandomTranslation', 'RandomContrast', 'RandomCrop'].map(
    (type) => ({
      type,
      inputs: [float32(null, 784)] as const,
      message:
        '{layer} needs images (height, width, channels), but {source} gives a flat row of 784 numbers. Add a Reshape to 28 × 28 × 1 before it.',
      remedies: ['Insert Reshape to 28 × 28 × 1'],
    }),
  ),
];

/** What poolings say about inputs that cannot work. */
import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const POOLING_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'MaxPooling1D',
    inputs: [float32(null, 12)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 12. Add a Reshape to 12 × 1 before it.',
    remedies: ['Insert Reshape to 12 × 1'],
  },
  {
    type: 'AveragePooling1D',
    params: { poolSize: 4, strides: 1 },
    inputs: [float32(null, 3, 2)],
    message:
      'The pooling window of {layer} covers 4 steps, but {source} gives only 3. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 3'],
  },
  {
    type: 'MaxPooling3D',
    inputs: [float32(null, 8, 8, 4)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 8 × 8 × 4. Add a Reshape to 8 × 8 × 4 × 1 before it.',
    remedies: ['Insert Reshape to 8 × 8 × 4 × 1'],
  },
  {
    type: 'AveragePooling3D',
    params: { poolSize: [2, 3, 2] },
    inputs: [float32(null, 4, 2, 4, 1)],
    message:
      'The 2 × 3 × 2 pooling window of {layer} is larger than the 4 × 2 × 4 volume that {source} gives. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 2 × 2 × 2'],
  },
  {
    type: 'GlobalAveragePooling3D',
    inputs: [float32(null, 10)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 10. Link it to a layer that gives volumes, or add a Reshape before it.',
    remedies: [],
  },
  {
    type: 'GlobalMaxPooling3D',
    inputs: [float32(null, 5, 3)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 5 × 3. Link it to a layer that gives volumes, or add a Reshape before it.',
    remedies: [],
  },
  {
    type: 'AdaptiveAveragePooling2D',
    inputs: [float32(null, 49)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives a flat row of 49 numbers. Add a Reshape to 7 × 7 × 1 before it.',
    remedies: ['Insert Reshape to 7 × 7 × 1'],
  },
  {
    type: 'MaxPoolingWithIndices2D',
    inputs: [float32(null, 5000, 4000, 1)],
    message:
      '{layer} numbers up to 16777216 places, but the 5000 × 4000 image that {source} gives has 20000000. Make the image smaller before it.',
    remedies: [],
  },
  {
    type: 'MaxUnpooling2D',
    inputs: [float32(null, 4, 4, 8), float32(null, 4, 4, 4)],
    message:
      '{layer} needs one place for every value, but the values are 4 × 4 × 8 and {source} gives 4 × 4 × 4. Link the indices of the MaxPoolingWithIndices2D that made an image of that size.',
    remedies: [],
  },
  {
    type: 'MaxUnpooling2D',
    params: { outputSize: [10, 8] },
    inputs: [float32(null, 4, 4, 2), float32(null, 4, 4, 2)],
    message:
      '{layer} is to make 10 × 8 of the 4 × 4 image that {source} gives, but pooling an image of that size gives 5 × 4. Set the output size to what came into the pooling, or let the layer decide.',
    remedies: ['Let the layer decide'],
  },
  {
    type: 'MaxUnpooling2D',
    inputs: [float32(null, 20), float32(null, 2, 3, 2)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives a flat row of 20 numbers. Link it to a layer that gives images, or add a Reshape before it.',
    remedies: [],
  },
];

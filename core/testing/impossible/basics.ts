/** What layers say about inputs and parameters that cannot work; every remedy must cure what it is offered for. */
import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

const image = (height: number, width: number, channels: number) => float32(null, height, width, channels);

export const BASIC_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'Dense',
    inputs: [image(28, 28, 1)],
    message:
      '{layer} needs a flat row of numbers for each sample, but {source} gives one with several dimensions. Add a Flatten before it.',
    remedies: ['Insert Flatten'],
  },
  {
    type: 'Dense',
    inputs: [float32(null)],
    message: '{layer} needs a row of numbers for each sample, but {source} gives a single number.',
    remedies: [],
  },
  {
    type: 'Conv2D',
    inputs: [float32(null, 784)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives a flat row of 784 numbers. Add a Reshape to 28 × 28 × 1 before it.',
    remedies: ['Insert Reshape to 28 × 28 × 1'],
  },
  {
    type: 'DepthwiseConv2D',
    inputs: [float32(null, 3072)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives a flat row of 3072 numbers. Add a Reshape to 32 × 32 × 3 before it.',
    remedies: ['Insert Reshape to 32 × 32 × 3'],
  },
  {
    type: 'MaxPooling2D',
    inputs: [float32(null, 8, 8)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives 2 dimensions (8 × 8). Add a Reshape to 8 × 8 × 1 before it.',
    remedies: ['Insert Reshape to 8 × 8 × 1'],
  },
  {
    type: 'GlobalAveragePooling2D',
    inputs: [float32(null, 10)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives a flat row of 10 numbers. Link it to a layer that gives images, or add a Reshape before it.',
    remedies: [],
  },
  {
    type: 'RMSNormalization',
    inputs: [float32(null)],
    message:
      '{layer} measures several numbers together, but {source} gives a single one for each sample. Link it to a layer that gives a row of numbers.',
    remedies: [],
  },
  {
    type: 'Conv1D',
    inputs: [float32(null, 20)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.',
    remedies: ['Insert Reshape to 20 × 1'],
  },
  {
    type: 'Conv1D',
    params: { kernelSize: 5 },
    inputs: [float32(null, 3, 2)],
    message:
      'The kernel of {layer} covers 5 steps, but {source} gives only 3. Set the padding to "same" or make the kernel smaller.',
    remedies: ['Set padding to "same"', 'Make the kernel 3'],
  },
  {
    type: 'Conv1D',
    params: { strides: 2, dilationRate: 3 },
    inputs: [float32(null, 12, 2)],
    message:
      '{layer} cannot both skip steps (strides 2) and spread its kernel (dilation 3). Set one of them to 1.',
    remedies: ['Set strides to 1', 'Set dilation to 1'],
  },
  {
    type: 'Conv2D',
    params: { kernelSize: [5, 5] },
    inputs: [image(3, 4, 2)],
    message:
      'The 5 × 5 kernel of {layer} is larger than the 3 × 4 image that {source} gives. Set the padding to "same" or make the kernel smaller.',
    remedies: ['Set padding to "same"', 'Make the kernel 3 × 4'],
  },
  {
    type: 'Conv2D',
    params: { dilationRate: [4, 2] },
    inputs: [image(6, 6, 1)],
    message:
      'The 9 × 5 kernel of {layer}, spread by its dilation, is larger than the 6 × 6 image that {source} gives. Set the padding to "same" or make the kernel smaller.',
    remedies: ['Set padding to "same"', 'Make the kernel 2 × 3'],
  },
  {
    type: 'Conv2D',
    params: { strides: [2, 2], dilationRate: [1, 2] },
    inputs: [image(9, 9, 1)],
    message:
      '{layer} cannot both skip places (strides 2 × 2) and spread its kernel (dilation 1 × 2). Set one of them to 1 × 1.',
    remedies: ['Set strides to 1 × 1', 'Set dilation to 1 × 1'],
  },
  {
    type: 'MaxPooling2D',
    inputs: [image(1, 1, 8)],
    message:
      'The 2 × 2 pooling window of {layer} is larger than the 1 × 1 image that {source} gives. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 1 × 1'],
  },
  {
    type: 'AveragePooling2D',
    params: { poolSize: [3, 3], strides: [1, 1] },
    inputs: [image(2, 5, 1)],
    message:
      'The 3 × 3 pooling window of {layer} is larger than the 2 × 5 image that {source} gives. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 2 × 3'],
  },
  {
    type: 'Add',
    inputs: [image(4, 4, 2), image(4, 4, 3)],
    message:
      '{layer} adds value to value, so all its inputs must have the same shape, but the first is 4 × 4 × 2 and {source} gives 4 × 4 × 3. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert 1 × 1 Conv2D with 2 filters', 'Remove the link that does not fit'],
  },
  {
    type: 'Multiply',
    inputs: [float32(null, 4), float32(null, 4), float32(null, 5)],
    message:
      '{layer} multiplies value with value, so all its inputs must have the same shape, but the first is 4 and {source} gives 5. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert Dense with 4 units', 'Remove the link that does not fit'],
  },
  {
    type: 'Multiply',
    inputs: [image(4, 4, 2), float32(null, 2)],
    message:
      '{layer} multiplies value with value, so all its inputs must have the same shape, but the first is 4 × 4 × 2 and {source} gives 2. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert Reshape to 1 × 1 × 2', 'Remove the link that does not fit'],
  },
  {
    type: 'Concatenate',
    inputs: [image(4, 4, 2), image(4, 5, 2)],
    message:
      '{layer} joins its inputs along dimension 3, so their other dimensions must agree, but the first is 4 × 4 × 2 and {source} gives 4 × 5 × 2. Change one of the two so that they differ only there, or remove the link.',
    remedies: ['Set padding to "same" before it', 'Remove the link that does not fit'],
  },
  {
    type: 'Concatenate',
    params: { axis: 0 },
    inputs: [float32(null, 4), float32(null, 4)],
    message:
      '{layer} joins along axis 0, which {source} does not have: it gives 4. Choose axis 1, or -1 for the last.',
    remedies: ['Join along the last dimension'],
  },
  {
    type: 'Reshape',
    params: { targetShape: [5, 5] },
    inputs: [float32(null, 24)],
    message:
      '{source} gives 24, which is 24 values, and {layer} cannot lay them out as 5 × 5, which is 25. Choose a target shape with 24 values.',
    remedies: ['Use 24'],
  },
  {
    type: 'Reshape',
    params: { targetShape: [5, -1] },
    inputs: [image(4, 3, 2)],
    message:
      '{source} gives 4 × 3 × 2, which is 24 values, and {layer} cannot lay them out as 5 × -1: 24 cannot be divided by 5. Choose a target shape with 24 values.',
    remedies: ['Use 24'],
  },
  {
    type: 'Reshape',
    params: { targetShape: [-1, -1] },
    inputs: [float32(null, 24)],
    message:
      '{layer} has 2 dimensions of -1 in its target shape -1 × -1, and only one can be "whatever is left". Give the others a number.',
    remedies: ['Use 24'],
  },
  {
    type: 'Permute',
    inputs: [image(4, 3, 2)],
    message:
      'The order of {layer} must name each of the 3 dimensions of {source} (4 × 3 × 2) once, but it is 2, 1. Use the numbers 1 to 3.',
    remedies: ['Use 3, 2, 1'],
  },
  {
    type: 'RepeatVector',
    inputs: [image(4, 3, 2)],
    message: '{layer} repeats a flat row of numbers, but {source} gives 4 × 3 × 2. Add a Flatten before it.',
    remedies: ['Insert Flatten'],
  },
  {
    type: 'Concatenate',
    inputs: [image(4, 4, 2), float32(null, 7)],
    message:
      '{layer} joins its inputs along dimension 3, so their other dimensions must agree, but the first is 4 × 4 × 2 and {source} gives 7. Change one of the two so that they differ only there, or remove the link.',
    remedies: ['Insert Flatten', 'Remove the link that does not fit'],
  },
  {
    type: 'Add',
    inputs: [float32(null, 10, 8), float32(null, 10, 4)],
    message:
      '{layer} adds value to value, so all its inputs must have the same shape, but the first is 10 × 8 and {source} gives 10 × 4. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert Conv1D with 8 filters', 'Remove the link that does not fit'],
  },
  {
    type: 'Add',
    inputs: [image(4, 4, 2), float32(null, 32)],
    message:
      '{layer} adds value to value, so all its inputs must have the same shape, but the first is 4 × 4 × 2 and {source} gives 32. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert Flatten', 'Remove the link that does not fit'],
  },
  {
    type: 'Cropping2D',
    params: { cropping: [2, 2, 0, 1] },
    inputs: [image(4, 3, 2)],
    message:
      '{layer} cuts off 4 rows and 1 columns, and nothing is left of the 4 × 3 image that {source} gives. Cut off less.',
    remedies: ['Cut off nothing'],
  },
  {
    type: 'Subtract',
    inputs: [float32(null, 3), float32(null, 4)],
    message:
      '{layer} subtracts value from value, so all its inputs must have the same shape, but the first is 3 and {source} gives 4. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert Dense with 3 units', 'Remove the link that does not fit'],
  },
  {
    type: 'BatchNormalization',
    inputs: [float32(null)],
    message:
      '{layer} normalizes channels, but {source} gives a single number for each sample. Link it to a layer that gives a row of numbers or an image.',
    remedies: [],
  },
  {
    type: 'Softmax',
    inputs: [float32(null)],
    message:
      '{layer} weighs several numbers against each other, but {source} gives a single one for each sample. Put a Dense with one unit for each class before it.',
    remedies: [],
  },
];

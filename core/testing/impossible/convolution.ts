/** What convolutions say about inputs and parameters that cannot work. */
import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const CONVOLUTION_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'Conv1D',
    params: { kernelSize: 4, dilationRate: 2 },
    inputs: [float32(null, 5, 2)],
    message:
      'The kernel of {layer}, spread by its dilation, covers 7 steps, but {source} gives only 5. Set the padding to "same" or make the kernel smaller.',
    remedies: ['Set padding to "same"', 'Make the kernel 3'],
  },
  {
    type: 'Conv2D',
    params: { filters: 8, groups: 4 },
    inputs: [float32(null, 8, 8, 6)],
    message:
      '{layer} divides channels into 4 groups, but {source} gives 6 channels, which cannot be divided evenly. Choose a number of groups that divides 6.',
    remedies: ['Use 2 groups'],
  },
  {
    type: 'Conv1D',
    params: { filters: 10, groups: 4 },
    inputs: [float32(null, 8, 8)],
    message:
      '{layer} divides its 10 filters among 4 groups, which cannot be done evenly. Choose a number of filters that is a multiple of 4.',
    remedies: ['Use 12 filters', 'Use 2 groups'],
  },
  {
    type: 'Conv3D',
    params: { filters: 1, groups: 3 },
    inputs: [float32(null, 4, 4, 4, 3)],
    message:
      '{layer} divides its 1 filter among 3 groups, which cannot be done evenly. Choose a number of filters that is a multiple of 3.',
    remedies: ['Use 3 filters', 'Use 1 group'],
  },
  {
    type: 'Conv3D',
    inputs: [float32(null, 32, 32, 3)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 32 × 32 × 3. Add a Reshape to 32 × 32 × 3 × 1 before it.',
    remedies: ['Insert Reshape to 32 × 32 × 3 × 1'],
  },
  {
    type: 'Conv3D',
    inputs: [float32(null, 2, 8, 8, 1)],
    message:
      'The 3 × 3 × 3 kernel of {layer} is larger than the 2 × 8 × 8 volume that {source} gives. Set the padding to "same" or make the kernel smaller.',
    remedies: ['Set padding to "same"', 'Make the kernel 2 × 3 × 3'],
  },
  {
    type: 'Conv3D',
    params: { strides: [1, 2, 2], dilationRate: [2, 1, 1] },
    inputs: [float32(null, 8, 8, 8, 1)],
    message:
      '{layer} cannot both skip places (strides 1 × 2 × 2) and spread its kernel (dilation 2 × 1 × 1). Set one of them to 1 × 1 × 1.',
    remedies: ['Set strides to 1 × 1 × 1', 'Set dilation to 1 × 1 × 1'],
  },
  {
    type: 'DepthwiseConv1D',
    params: { strides: 2, dilationRate: 2 },
    inputs: [float32(null, 8, 2)],
    message:
      '{layer} cannot both skip steps (strides 2) and spread its kernel (dilation 2). Set one of them to 1.',
    remedies: ['Set strides to 1', 'Set dilation to 1'],
  },
  {
    type: 'SeparableConv1D',
    inputs: [float32(null, 2, 2)],
    message:
      'The kernel of {layer} covers 3 steps, but {source} gives only 2. Set the padding to "same" or make the kernel smaller.',
    remedies: ['Set padding to "same"', 'Make the kernel 2'],
  },
  {
    type: 'Conv1DTranspose',
    params: { strides: 2, outputPadding: 2 },
    inputs: [float32(null, 4, 2)],
    message:
      'The output padding of {layer} (2) must be smaller than its strides (2): a whole step more would be one more pattern. Make it smaller, or let the layer decide.',
    remedies: ['Set output padding to 1', 'Let the layer decide'],
  },
  {
    type: 'Conv2DTranspose',
    params: { strides: [2, 1], outputPadding: [1, 3] },
    inputs: [float32(null, 4, 4, 2)],
    message:
      'The output padding of {layer} (1 × 3) must be smaller than its strides (2 × 1): a whole step more would be one more pattern. Make it smaller, or let the layer decide.',
    remedies: ['Set output padding to 1 × 0', 'Let the layer decide'],
  },
  {
    type: 'Conv2DTranspose',
    params: { kernelSize: [2, 2], strides: [2, 2], padding: 'same', outputPadding: [0, 1] },
    inputs: [float32(null, 1, 3, 2)],
    message:
      'With its output padding, {layer} would make 0 × 5 of the 1 × 3 image that {source} gives, so nothing would be left. Make the output padding larger, or let the layer decide.',
    remedies: ['Let the layer decide'],
  },
  {
    type: 'Conv3DTranspose',
    params: { strides: [2, 2, 2], dilationRate: [1, 1, 2] },
    inputs: [float32(null, 2, 2, 2, 2)],
    message:
      '{layer} cannot both skip places (strides 2 × 2 × 2) and spread its kernel (dilation 1 × 1 × 2). Set one of them to 1 × 1 × 1.',
    remedies: ['Set strides to 1 × 1 × 1', 'Set dilation to 1 × 1 × 1'],
  },
  {
    type: 'Conv3DTranspose',
    params: { outputPadding: [0, 2, 2], strides: [1, 2, 2] },
    inputs: [float32(null, 3, 3, 3, 1)],
    message:
      'The output padding of {layer} (0 × 2 × 2) must be smaller than its strides (1 × 2 × 2): a whole step more would be one more pattern. Make it smaller, or let the layer decide.',
    remedies: ['Set output padding to 0 × 1 × 1', 'Let the layer decide'],
  },
];

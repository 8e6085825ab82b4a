import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const NORMALIZATION_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'GroupNormalization',
    inputs: [float32(null, 8, 8, 24)],
    message:
      '{layer} divides channels into 32 groups, but {source} gives 24 channels, which cannot be divided evenly. Choose a number of groups that divides 24.',
    remedies: ['Use 24 groups', 'Make a group of every channel'],
  },
  {
    type: 'GroupNormalization',
    params: { groups: 4 },
    inputs: [float32(null, 7, 5)],
    message:
      '{layer} divides channels into 4 groups, but {source} gives 5 channels, which cannot be divided evenly. Choose a number of groups that divides 5.',
    remedies: ['Use 1 group', 'Make a group of every channel'],
  },
  {
    type: 'GroupNormalization',
    params: { groups: 0 },
    inputs: [float32(null, 1)],
    message:
      '{layer} divides channels into 0 groups, but {source} gives 1 channel, which cannot be divided evenly. Choose a number of groups that divides 1.',
    remedies: ['Use 1 group', 'Make a group of every channel'],
  },
  {
    type: 'GroupNormalization',
    inputs: [float32(null)],
    message:
      '{layer} normalizes groups of channels, but {source} gives a single number for each sample. Link it to a layer that gives a row of numbers or an image.',
    remedies: [],
  },
  {
    type: 'InstanceNormalization',
    inputs: [float32(null, 6)],
    message:
      '{layer} compares the places of a channel with each other, but {source} gives 6, one number for each channel. Link it to a layer that gives images or sequences, or take LayerNormalization for a row.',
    remedies: [],
  },
  {
    type: 'LocalResponseNormalization',
    inputs: [float32(null, 784)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives a flat row of 784 numbers. Add a Reshape to 28 × 28 × 1 before it.',
    remedies: ['Insert Reshape to 28 × 28 × 1'],
  },
  {
    type: 'SpatialDropout1D',
    inputs: [float32(null, 20)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.',
    remedies: ['Insert Reshape to 20 × 1'],
  },
  {
    type: 'SpatialDropout3D',
    inputs: [float32(null, 4, 5, 6)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 4 × 5 × 6. Add a Reshape to 4 × 5 × 6 × 1 before it.',
    remedies: ['Insert Reshape to 4 × 5 × 6 × 1'],
  },
  {
    type: 'SpatialDropout3D',
    inputs: [float32(null, 20)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 20. Link it to a layer that gives volumes, or add a Reshape before it.',
    remedies: [],
  },
  {
    type: 'UnitNormalization',
    params: { axis: 2 },
    inputs: [float32(null, 20)],
    message:
      '{layer} gives the length 1 along axis 2, which {source} does not have: it gives 20. Choose axis 1, or -1 for the last.',
    remedies: ['Use the last dimension'],
  },
  {
    type: 'LayerNormalization',
    inputs: [float32(null)],
    message:
      '{layer} normalizes several numbers against each other, but {source} gives a single one for each sample. Link it to a layer that gives a row of numbers.',
    remedies: [],
  },
  {
    type: 'LayerNormalization',
    params: { axis: [3] },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} measures over axis 3, which {source} does not have: it gives 8 × 6. Choose an axis from 1 to 2, or -1 for the last.',
    remedies: ['Measure over the last dimension'],
  },
  {
    type: 'LayerNormalization',
    params: { axis: [2, -1] },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} is to measure over the axes 2, -1, of which two are the same dimension of 8 × 6. Name each dimension once.',
    remedies: ['Measure over the last dimension'],
  },
  {
    type: 'RMSNormalization',
    params: { axis: [3] },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} measures over axis 3, which {source} does not have: it gives 8 × 6. Choose an axis from 1 to 2, or -1 for the last.',
    remedies: ['Measure over the last dimension'],
  },
  {
    type: 'RMSNormalization',
    params: { axis: [2, -1] },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} is to measure over the axes 2, -1, of which two are the same dimension of 8 × 6. Name each dimension once.',
    remedies: ['Measure over the last dimension'],
  },
  {
    type: 'Dropout',
    params: { noiseShape: [2, 6] },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} has the noise shape 2 × 6, but {source} gives 8 × 6. Give a number for each of these dimensions: its size, or 1 to switch off all along it together.',
    remedies: ['Switch off each value for itself'],
  },
  {
    type: 'AlphaDropout',
    params: { noiseShape: [2, 6] },
    inputs: [float32(null, 8, 6)],
    message:
      '{layer} has the noise shape 2 × 6, but {source} gives 8 × 6. Give a number for each of these dimensions: its size, or 1 to switch off all along it together.',
    remedies: ['Switch off each value for itself'],
  },
];

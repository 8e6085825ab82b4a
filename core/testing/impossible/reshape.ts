import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const RESHAPE_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'Reduce',
    params: { axes: [1, 3] },
    inputs: [float32(null, 4, 3)],
    message:
      '{layer} reduces dimension 3, but {source} gives 4 × 3, which has 2. Name only dimensions that are there, counted from 1, or none to reduce all.',
    remedies: ['Reduce 1'],
  },
  {
    type: 'Reduce',
    params: { axes: [2] },
    inputs: [float32(null, 4)],
    message:
      '{layer} reduces dimension 2, but {source} gives 4, which has 1. Name only dimensions that are there, counted from 1, or none to reduce all.',
    remedies: ['Reduce all dimensions'],
  },
  {
    type: 'Squeeze',
    params: { axis: 1 },
    inputs: [float32(null, 4, 1)],
    message:
      '{layer} drops axis 1, but {source} gives 4 × 1, where it has 4 places and not 1. Choose an axis of size 1, or take Reduce to make one number of them.',
    remedies: ['Drop every dimension of size 1'],
  },
  {
    type: 'Squeeze',
    params: { axis: 0 },
    inputs: [float32(null, 4, 1)],
    message:
      '{layer} drops axis 0, which {source} does not have: it gives 4 × 1. Choose an axis from 1 to 2, or -1 for the last.',
    remedies: ['Drop every dimension of size 1'],
  },
  {
    type: 'Slice',
    params: { start: 5 },
    inputs: [float32(null, 4, 3)],
    message:
      '{layer} keeps the places from 5 to the end of axis 1, and nothing is left: {source} gives 4 × 3, which has 4 there. Choose a start below 4 and an end behind it.',
    remedies: ['Keep all places'],
  },
  {
    type: 'Slice',
    params: { start: 2, end: 1, axis: -1 },
    inputs: [float32(null, 4, 3)],
    message:
      '{layer} keeps the places from 2 to 1 of axis -1, and nothing is left: {source} gives 4 × 3, which has 3 there. Choose a start below 3 and an end behind it.',
    remedies: ['Keep all places'],
  },
  {
    type: 'Slice',
    params: { axis: 3 },
    inputs: [float32(null, 4, 3)],
    message:
      '{layer} cuts axis 3, which {source} does not have: it gives 4 × 3. Choose an axis from 1 to 2, or -1 for the last.',
    remedies: ['Cut the last dimension'],
  },
  {
    type: 'ZeroPadding1D',
    inputs: [float32(null, 7)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 7. Add a Reshape to 7 × 1 before it.',
    remedies: ['Insert Reshape to 7 × 1'],
  },
  {
    type: 'ZeroPadding3D',
    inputs: [float32(null, 4, 4, 1)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 4 × 4 × 1. Add a Reshape to 4 × 4 × 1 × 1 before it.',
    remedies: ['Insert Reshape to 4 × 4 × 1 × 1'],
  },
  {
    type: 'Cropping1D',
    params: { cropping: [2, 3] },
    inputs: [float32(null, 5, 2)],
    message:
      '{layer} cuts off 5 steps, and nothing is left of the 5 steps that {source} gives. Cut off less.',
    remedies: ['Cut off nothing'],
  },
  {
    type: 'Cropping3D',
    params: { cropping: [0, 0, 2, 2, 1, 0] },
    inputs: [float32(null, 3, 4, 5, 2)],
    message:
      '{layer} cuts off 0 layers, 4 rows and 1 columns, and nothing is left of the 3 × 4 × 5 volume that {source} gives. Cut off less.',
    remedies: ['Cut off nothing'],
  },
  {
    type: 'UpSampling3D',
    inputs: [float32(null, 12)],
    message:
      '{layer} needs volumes (depth, height, width, channels), but {source} gives 12. Link it to a layer that gives volumes, or add a Reshape before it.',
    remedies: [],
  },
  {
    type: 'Resizing',
    params: { cropToAspectRatio: true, padToAspectRatio: true },
    inputs: [float32(null, 8, 8, 3)],
    message:
      '{layer} is to crop images and to frame them, but either keeps the proportions by itself. Choose one of them.',
    remedies: ['Crop', 'Frame'],
  },
];

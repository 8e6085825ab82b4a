import { float32 } from '../../shape/tensor-type.ts';
import { describeImpossible } from '../../testing/impossible.ts';

describeImpossible([
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
]);

/** What layers say that cut, frame and resize, and which pixels they take. */
import { expect, test } from 'vitest';
import { float32 } from '../../shape/tensor-type.ts';
import { describeImpossible } from '../../testing/impossible.ts';
import { cropTo, padTo } from './proportions.ts';

describeImpossible([
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
]);

test('an image is cropped or framed at both sides alike', () => {
  expect(cropTo([3, 8], [4, 4])).toEqual([0, 0, 2, 3]);
  expect(cropTo([6, 5], [3, 4])).toEqual([1, 2, 0, 0]);
  expect(padTo([2, 5], [4, 4])).toEqual([1, 2, 0, 0]);
  expect(padTo([4, 4], [2, 2])).toEqual([0, 0, 0, 0]);
});

test('something is left of an image that is far too long', () => {
  expect(cropTo([1, 9], [8, 1])).toEqual([0, 0, 4, 4]);
  expect(cropTo([9, 1], [1, 32])).toEqual([4, 4, 0, 0]);
});

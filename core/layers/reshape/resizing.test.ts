/** Which pixels remain where an image is brought to other proportions. */
import { expect, test } from 'vitest';
import { cropTo, padTo } from './proportions.ts';

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

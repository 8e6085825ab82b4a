import { expect, test } from 'vitest';
import { epochOrder } from './shuffle.ts';

const indices = Int32Array.from({ length: 1000 }, (_, place) => place * 3);

test('an epoch visits every sample once, in an order of its own', () => {
  const first = epochOrder(indices, 1, 1);
  expect(first.slice().sort()).toEqual(indices);
  expect(first).not.toEqual(indices);
  expect(epochOrder(indices, 1, 2)).not.toEqual(first);
  expect(epochOrder(indices, 2, 1)).not.toEqual(first);
});

test('a resumed epoch visits its samples in the same order, and the given indices stay as they are', () => {
  const before = indices.slice();
  expect(epochOrder(indices, 9, 4)).toEqual(epochOrder(indices, 9, 4));
  expect(indices).toEqual(before);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastSplit, stratifiedSplit } from './split.ts';

const countOf = (labels: readonly number[], indices: Int32Array, wanted: number) =>
  [...indices].filter((index) => labels[index] === wanted).length;

test('10,000 samples in uneven classes part into exactly 8,000 and 2,000', () => {
  const sizes = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];
  const labels = sizes.flatMap((size, label) => new Array<number>(size).fill(label));
  const { train, validation } = stratifiedSplit(labels, 0.2, 1);
  expect([train.length, validation.length]).toEqual([8000, 2000]);
  sizes.forEach((size, label) => {
    expect(Math.abs(countOf(labels, validation, label) - size * 0.2)).toBeLessThan(1);
  });
});

test('no sample is lost, doubled or in both parts, and both parts hold at least one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 200 }),
      fc.double({ min: 0.001, max: 0.9, noNaN: true }),
      fc.integer({ min: 0, max: 1000 }),
      (labels, fraction, seed) => {
        const { train, validation } = stratifiedSplit(labels, fraction, seed);
        expect([...train, ...validation].sort((a, b) => a - b)).toEqual(labels.map((_, index) => index));
        expect(train.length).toBeGreaterThan(0);
        const expected = Math.min(Math.max(Math.round(labels.length * fraction), 1), labels.length - 1);
        expect(validation.length).toBe(expected);
      },
    ),
  );
});

test('the seed decides the parts', () => {
  const labels = Array.from({ length: 100 }, (_, index) => index % 3);
  expect(stratifiedSplit(labels, 0.2, 1)).toEqual(stratifiedSplit(labels, 0.2, 1));
  expect(stratifiedSplit(labels, 0.2, 2)).not.toEqual(stratifiedSplit(labels, 0.2, 1));
});

test('a class with a single sample is trained on, not only validated with', () => {
  const labels = [...new Array<number>(90).fill(0), ...Array.from({ length: 10 }, (_, index) => index + 1)];
  const { train, validation } = stratifiedSplit(labels, 0.2, 1);
  expect(validation.length).toBe(20);
  for (let label = 1; label <= 10; label++) expect(countOf(labels, train, label)).toBe(1);
});

test('with fraction 0 all samples are trained on and validated with', () => {
  const { train, validation } = stratifiedSplit([0, 1, 0, 1], 0, 1);
  expect([...train]).toEqual([0, 1, 2, 3]);
  expect([...validation]).toEqual([0, 1, 2, 3]);
});

test('samples without classes are parted at random', () => {
  const { train, validation } = stratifiedSplit(10, 0.3, 4);
  expect([train.length, validation.length]).toEqual([7, 3]);
});

test('of a series the last samples are kept', () => {
  const { train, validation } = lastSplit(10, 0.25);
  expect([...train]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect([...validation]).toEqual([7, 8, 9]);
  expect(lastSplit(3, 0).validation).toEqual(Int32Array.of(0, 1, 2));
});

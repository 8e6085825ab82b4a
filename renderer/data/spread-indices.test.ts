import { expect, test } from 'vitest';
import { spreadIndices } from './spread-indices.ts';

test.each([1, 2, 4, 150, 400, 1797])('places below %i are different and all reachable', (samples) => {
  const all = spreadIndices(samples, samples, 0);
  expect(new Set(all).size).toBe(samples);
  expect(Math.max(...all)).toBe(samples - 1);
});

test('classes that take turns, or stand one after the other, are all met', () => {
  const some = spreadIndices(400, 60, 0);
  const odd = some.filter((place) => place % 2 === 1).length;
  expect(odd).toBeGreaterThan(25);
  expect(odd).toBeLessThan(35);
  const late = some.filter((place) => place >= 200).length;
  expect(late).toBeGreaterThan(25);
  expect(late).toBeLessThan(35);
});

test('another round shows others', () => {
  const first = new Set(spreadIndices(1797, 60, 0));
  expect(spreadIndices(1797, 60, 1).some((place) => first.has(place))).toBe(false);
});

test('all of a small dataset come in its own order', () => {
  expect(spreadIndices(4, 60, 0)).toEqual([0, 1, 2, 3]);
  expect(spreadIndices(4, 60, 1)).toEqual([0, 1, 2, 3]);
});

test('an empty dataset has no places', () => {
  expect(spreadIndices(0, 60, 0)).toEqual([]);
});

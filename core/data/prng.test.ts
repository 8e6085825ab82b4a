import { expect, test } from 'vitest';
import { createRandom } from './prng.ts';

const draw = (count: number, ...key: [number, ...(number | string)[]]) => {
  const random = createRandom(...key);
  return Array.from({ length: count }, () => random.uniform());
};

test('the same seed and keys give the same numbers, and only they do', () => {
  expect(draw(5, 7, 'shuffle', 2)).toEqual(draw(5, 7, 'shuffle', 2));
  const others = [draw(5, 8, 'shuffle', 2), draw(5, 7, 'split', 2), draw(5, 7, 'shuffle', 3), draw(5, 7)];
  for (const other of others) expect(other).not.toEqual(draw(5, 7, 'shuffle', 2));
});

test('the numbers are pinned, so that a seed means the same in every version', () => {
  expect(draw(3, 1).map((value) => value.toFixed(6))).toMatchInlineSnapshot(`
    [
      "0.403516",
      "0.042071",
      "0.742881",
    ]
  `);
});

test('uniform numbers fill the range evenly', () => {
  const bins = new Array<number>(10).fill(0);
  for (const value of draw(100_000, 3)) {
    const bin = Math.floor(value * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('neighbouring seeds are not alike', () => {
  const firsts = Array.from({ length: 10_000 }, (_, seed) => createRandom(seed).uniform());
  const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
  expect(new Set(firsts).size).toBeGreaterThan(9_990);
});

test('normal numbers have mean 0 and deviation 1', () => {
  const random = createRandom(5);
  const values = Array.from({ length: 50_000 }, () => random.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(variance - 1)).toBeLessThan(0.03);
});

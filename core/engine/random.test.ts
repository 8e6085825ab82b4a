import { expect, test } from 'vitest';
import { compute, near } from '../testing/gradient-check.ts';
import type { TensorData } from './engine.ts';
import { randomSource, randomUniform } from './random.ts';
import { randomUniformReference } from './random-reference.ts';

const seed = (run: number, step: number): TensorData => ({
  dtype: 'int32',
  shape: [2],
  data: Int32Array.of(run, step),
});

const ROOT = 512;

/** 262144 numbers. */
const draw = (run: number, step: number, stream: number) =>
  randomUniformReference(run, step, stream, [ROOT, ROOT]);

const mean = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum / values.length;
};

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const products = new Float64Array(a.length);
  for (let index = 0; index < a.length; index++) {
    products[index] = ((a[index] ?? 0) - 0.5) * ((b[index] ?? 0) - 0.5);
  }
  return mean(products) * 12;
}

/** Five standard deviations of the correlation of that many independent pairs. */
const FIVE_SIGMA = 5 / ROOT;

test('the engine draws what the reference draws, to the last bit', async () => {
  for (const shape of [[2, 3, 5], [7], [], [4, 6, 6, 3]]) {
    const { values } = await compute(
      (tf, { seed }) => ({ values: randomUniform(tf, seed as never, 3, shape) }),
      {
        seed: seed(-123456789, 41),
      },
    );
    near('values', values?.data, [...randomUniformReference(-123456789, 41, 3, shape)], 0);
    expect(values?.shape).toEqual(shape);
  }
});

test('calls of one source draw different numbers, the same ones in every run', async () => {
  const run = (step: number) =>
    compute(
      (tf, { seed }) => {
        const random = randomSource(tf, seed as never);
        return { first: random.uniform([100]), second: random.uniform([100]) };
      },
      { seed: seed(7, step) },
    );
  const [once, again, later] = [await run(1), await run(1), await run(2)];
  expect(again).toEqual(once);
  expect(once.first).not.toEqual(once.second);
  expect(later.first).not.toEqual(once.first);
});

test('numbers are uniform in [0, 1)', () => {
  for (const [run, step, stream] of [
    [0, 0, 0],
    [1, 0, 0],
    [-1, 2147483647, 12],
  ] as const) {
    const values = draw(run, step, stream);
    expect(Math.min(...values.subarray(0, 100_000))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value < 1)).toBe(true);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(FIVE_SIGMA / Math.sqrt(12));
    expect(Math.abs(correlation(values, values) - 1)).toBeLessThan(FIVE_SIGMA);
    const counts = new Array<number>(256).fill(0);
    for (const value of values) {
      const bin = Math.floor(value * 256);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const expected = values.length / 256;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 255 degrees of freedom: mean 255, standard deviation 22.6.
    expect(chiSquare).toBeGreaterThan(255 - 5 * 22.6);
    expect(chiSquare).toBeLessThan(255 + 5 * 22.6);
  }
});

test('steps, streams, seeds, rows and columns are independent of each other', () => {
  const base = draw(5, 10, 0);
  const others = {
    'next step': draw(5, 11, 0),
    'next stream': draw(5, 10, 1),
    'next seed': draw(6, 10, 0),
    'seed and step exchanged': draw(10, 5, 0),
    'step of the next stream': draw(5, 9, 1),
  };
  for (const [name, values] of Object.entries(others)) {
    expect(Math.abs(correlation(base, values)), name).toBeLessThan(FIVE_SIGMA);
  }
  for (const lag of [1, 2, 3, ROOT, ROOT + 1, 2 * ROOT, 7 * ROOT - 1]) {
    const pairs = correlation(base.subarray(0, base.length - lag), base.subarray(lag));
    expect(Math.abs(pairs), `lag ${lag}`).toBeLessThan(FIVE_SIGMA);
  }
});

test('every bit of a dropout mask follows from no other: rows do not repeat', () => {
  const values = draw(1, 1, 0);
  const rows = new Set<string>();
  for (let row = 0; row < ROOT; row++) {
    rows.add(
      Array.from(values.subarray(row * ROOT, row * ROOT + 64), (value) => (value < 0.5 ? 0 : 1)).join(''),
    );
  }
  expect(rows.size).toBe(ROOT);
});

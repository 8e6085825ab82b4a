/** Penalties and bounds, held against Keras's formulas written out in double precision. */
import { describe, expect, it } from 'vitest';
import type { Program } from '../../engine/engine.ts';
import type { Constraint, Regularizer } from '../../model/weight.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { testEngine } from '../../testing/gradient-check.ts';
import { constrain } from './constrain.ts';
import { penaltyOf } from './penalty.ts';

/** Three inputs, two outputs. */
const WEIGHT = { shape: [3, 2], values: [0.5, -2, -1.5, 0.25, 1, 3] };

async function run(
  body: (tf: TensorFlow, weight: Tensor) => Tensor,
  { shape, values }: { readonly shape: readonly number[]; readonly values: readonly number[] } = WEIGHT,
): Promise<number[]> {
  const program: Program = {
    name: 'weight',
    state: [],
    body: (tf, { weight }) => ({ outputs: { answer: body(tf, weight as Tensor) }, state: {} }),
  };
  const session = await testEngine.open({});
  const feeds = {
    weight: { dtype: 'float32', shape, data: Float32Array.from(values) },
  } as const;
  const executable = await session.prepare(program, feeds);
  const { answer } = await executable.run(feeds);
  return Array.from(answer?.data ?? [], Number);
}

describe('penaltyOf', () => {
  it.each([
    [{ type: 'l1', l1: 0.1 }, 0.1 * 8.25],
    [{ type: 'l2', l2: 0.1 }, 0.1 * (0.25 + 4 + 2.25 + 0.0625 + 1 + 9)],
    [{ type: 'l1l2', l1: 0.1, l2: 0.2 }, 0.1 * 8.25 + 0.2 * 16.5625],
  ] satisfies [Regularizer, number][])('is the sum that Keras takes, for %j', async (regularizer, sum) => {
    const [penalty] = await run((tf, weight) => penaltyOf(tf, regularizer, weight) as Tensor);
    expect(penalty).toBeCloseTo(sum, 5);
  });

  it('measures angles between rows', async () => {
    const rows = [
      [0.5, -2],
      [-1.5, 0.25],
      [1, 3],
    ] as const;
    let sum = 0;
    for (const one of rows) {
      for (const other of rows) {
        if (one === other) continue;
        const product = one[0] * other[0] + one[1] * other[1];
        sum += Math.abs(product) / (Math.hypot(...one) * Math.hypot(...other));
      }
    }
    const [penalty] = await run(
      (tf, weight) => penaltyOf(tf, { type: 'orthogonal', factor: 0.5 }, weight) as Tensor,
    );
    expect(penalty).toBeCloseTo((0.5 * sum) / 6, 5);
  });

  it('is nothing where there is none', async () => {
    await run((tf, weight) => {
      expect(penaltyOf(tf, { type: 'none' }, weight)).toBeUndefined();
      return weight;
    });
  });
});

describe('constrain', () => {
  const column = (place: number) => [0, 1, 2].map((row) => WEIGHT.values[2 * row + place] ?? 0);
  const norms = [Math.hypot(...column(0)), Math.hypot(...column(1))];
  const scaled = (factor: (norm: number) => number) =>
    WEIGHT.values.map((value, index) => value * factor(norms[index % 2] ?? 0));

  it.each([
    [{ type: 'none' }, WEIGHT.values],
    [{ type: 'nonNeg' }, WEIGHT.values.map((value) => Math.max(0, value))],
    [{ type: 'unitNorm' }, scaled((norm) => 1 / norm)],
    // The first column is 1.87 long, the second 3.61.
    [{ type: 'maxNorm', maxValue: 2 }, scaled((norm) => Math.min(norm, 2) / norm)],
    [
      { type: 'minMaxNorm', minValue: 2.5, maxValue: 3, rate: 1 },
      scaled((norm) => Math.min(Math.max(norm, 2.5), 3) / norm),
    ],
    [
      { type: 'minMaxNorm', minValue: 2.5, maxValue: 3, rate: 0.5 },
      scaled((norm) => (0.5 * Math.min(Math.max(norm, 2.5), 3) + 0.5 * norm) / norm),
    ],
  ] satisfies [Constraint, number[]][])('keeps %j', async (constraint, expected) => {
    const values = await run((tf, weight) => tf.add(constrain(tf, constraint, weight), 0));
    expect(values.length).toBe(6);
    values.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 5);
    });
  });

  it('takes a row, and a single number, as a whole', async () => {
    const unit = (tf: TensorFlow, weight: Tensor) => constrain(tf, { type: 'unitNorm' }, weight);
    const [three, four] = await run(unit, { shape: [2], values: [3, 4] });
    expect([three, four]).toEqual([expect.closeTo(0.6, 5), expect.closeTo(0.8, 5)]);
    const [one] = await run(unit, { shape: [], values: [-5] });
    expect(one).toBeCloseTo(-1, 5);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { TensorData } from '../../engine/engine.ts';
import { compute } from '../../testing/gradient-check.ts';
import { floats, integers } from '../../testing/tensor-data.ts';
import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { findLoss, LOSSES } from './registry.ts';

type Formula = (targets: readonly number[], predictions: readonly number[]) => number;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const pairwise =
  (of: (y: number, p: number) => number): Formula =>
  (targets, predictions) =>
    mean(predictions.map((p, place) => of(targets[place] ?? 0, p)));

const CLASSES = 3;
const rowsOf = (values: readonly number[]) =>
  Array.from({ length: values.length / CLASSES }, (_, row) =>
    values.slice(row * CLASSES, (row + 1) * CLASSES),
  );

/** The published formulas in double precision, for one-hot targets where there are classes. */
const FORMULAS: Readonly<Record<string, Formula>> = {
  categoricalCrossentropy: (targets, predictions) => {
    const expected = rowsOf(targets);
    return mean(
      rowsOf(predictions).map((row, place) => {
        const total = row.reduce((sum, p) => sum + p, 0);
        return -row.reduce((sum, p, c) => sum + (expected[place]?.[c] ?? 0) * Math.log(p / total), 0);
      }),
    );
  },
  binaryCrossentropy: pairwise((y, p) => -(y * Math.log(p) + (1 - y) * Math.log(1 - p))),
  meanSquaredError: pairwise((y, p) => (y - p) ** 2),
  meanAbsoluteError: pairwise((y, p) => Math.abs(y - p)),
  huber: pairwise((y, p) => (Math.abs(y - p) <= 1 ? 0.5 * (y - p) ** 2 : Math.abs(y - p) - 0.5)),
};

const ONE_HOT = [0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0];
const PROBABILITIES = [0.2, 0.7, 0.1, 0.6, 0.3, 0.1, 0.25, 0.35, 0.4, 0.05, 0.9, 0.05];
const NUMBERS = [0.5, -1.25, 3, 0.1, 2.5, -0.75, 1.5, 0, -4, 2, 0.3, 1];
const AMOUNTS = [0.25, -1, 0.5, 1.4, 2.75, -2.5, 1.25, 0.6, -0.5, 2.2, -0.1, 3.5];

function caseOf(name: string): { readonly target: number[]; readonly prediction: number[] } {
  return name.endsWith('Crossentropy')
    ? { target: ONE_HOT, prediction: PROBABILITIES }
    : { target: AMOUNTS, prediction: NUMBERS };
}

/** The loss and its gradient with respect to the prediction or the logits. */
async function lossAndGradient(
  loss: Loss,
  target: TensorData,
  values: TensorData,
  as: 'prediction' | 'logits',
) {
  const { value, gradient } = await compute(
    (_tf, inputs) => {
      const { target: y, x } = inputs as Record<'target' | 'x', tf.Tensor>;
      const squash = loss.name === 'binaryCrossentropy' ? tf.sigmoid : tf.softmax;
      const of = (at: tf.Tensor) =>
        as === 'logits'
          ? loss.mean(tf, { target: y, prediction: squash(at), logits: at })
          : loss.mean(tf, { target: y, prediction: at });
      const { value: result, grads } = tf.engine().gradients(() => of(x), [x]);
      return { value: result, gradient: grads[0] as tf.Tensor };
    },
    { target, x: values },
  );
  return { value: value?.data[0] ?? Number.NaN, gradient: Array.from(gradient?.data ?? []) };
}

function finiteDifferences(of: (values: readonly number[]) => number, at: readonly number[]): number[] {
  const step = 1e-5;
  return at.map((value, place) => {
    const moved = (by: number) => of(at.map((other, index) => (index === place ? value + by : other)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}

function expectClose(received: readonly number[], expected: readonly number[]): void {
  expect(received).toHaveLength(expected.length);
  for (const [place, value] of expected.entries()) expect(received[place]).toBeCloseTo(value, 5);
}

describe.each(LOSSES)('$name', (loss) => {
  const { target, prediction } = caseOf(loss.name);
  const formula = FORMULAS[loss.name];
  if (!formula) throw new Error(`There is no formula to hold "${loss.name}" against.`);

  test('is its formula, and its gradient that of finite differences', async () => {
    const shape = [4, CLASSES];
    const { value, gradient } = await lossAndGradient(
      loss,
      floats(target, shape),
      floats(prediction, shape),
      'prediction',
    );
    expect(value).toBeCloseTo(formula(target, prediction), 5);
    expectClose(
      gradient,
      finiteDifferences((values) => formula(target, values), prediction),
    );
  });

  test('compares everything in a sample of higher rank', async () => {
    const shape = [2, 2, CLASSES];
    const { value } = await lossAndGradient(
      loss,
      floats(target, shape),
      floats(prediction, shape),
      'prediction',
    );
    expect(value).toBeCloseTo(formula(target, prediction), 5);
  });
});

describe('with logits', () => {
  const softmax = (values: readonly number[]) =>
    rowsOf(values).flatMap((row) => {
      const exps = row.map(Math.exp);
      const total = exps.reduce((sum, value) => sum + value, 0);
      return exps.map((value) => value / total);
    });
  const sigmoid = (values: readonly number[]) => values.map((value) => 1 / (1 + Math.exp(-value)));

  test.each([
    { name: 'categoricalCrossentropy', squash: softmax },
    { name: 'binaryCrossentropy', squash: sigmoid },
  ])('$name gives what the probabilities give', async ({ name, squash }) => {
    const formula = (values: readonly number[]) => FORMULAS[name]?.(ONE_HOT, squash(values)) ?? Number.NaN;
    const shape = [4, CLASSES];
    const result = await lossAndGradient(
      findLoss(name),
      floats(ONE_HOT, shape),
      floats(NUMBERS, shape),
      'logits',
    );
    expect(result.value).toBeCloseTo(formula(NUMBERS), 5);
    expectClose(result.gradient, finiteDifferences(formula, NUMBERS));
  });

  test('very sure answers stay finite and exact', async () => {
    const sure = floats([200, -200, 0], [1, 3]);
    const classes = await lossAndGradient(findLoss('categoricalCrossentropy'), integers([1]), sure, 'logits');
    expect(classes.value).toBeCloseTo(400, 3);
    expectClose(classes.gradient, [1, -1, 0]);
    const wrong = floats([0, 1, 0], [1, 3]);
    const yesNo = await lossAndGradient(findLoss('binaryCrossentropy'), wrong, sure, 'logits');
    expect(yesNo.value).toBeCloseTo((200 + 200 + Math.log(2)) / 3, 3);
    expectClose(yesNo.gradient, [1 / 3, -1 / 3, 1 / 6]);
  });
});

test('without logits an impossible class costs no more than the logarithm of a ten millionth', async () => {
  const certain = floats([1, 0, 0], [1, 3]);
  const { value } = await lossAndGradient(
    findLoss('categoricalCrossentropy'),
    integers([1]),
    certain,
    'prediction',
  );
  expect(value).toBeCloseTo(-Math.log(1e-7), 3);
});

describe('alignTarget', () => {
  const aligned = (target: TensorData, prediction: TensorData) =>
    compute(
      (_tf, inputs) => {
        const { y, p } = inputs as Record<'y' | 'p', tf.Tensor>;
        return { aligned: tf.add(alignTarget(tf, y, p), tf.mul(p, 0)) };
      },
      { y: target, p: prediction },
    );

  test('class numbers become one-hot rows', async () => {
    const { aligned: rows } = await aligned(integers([2, 0]), floats([0, 0, 0, 0, 0, 0], [2, 3]));
    expect(Array.from(rows?.data ?? [])).toEqual([0, 0, 1, 1, 0, 0]);
  });

  test('class numbers stay numbers for a single unit', async () => {
    const { aligned: column } = await aligned(integers([1, 0]), floats([0, 0], [2, 1]));
    expect(Array.from(column?.data ?? [])).toEqual([1, 0]);
  });

  test('a target of another size is refused in a sentence', async () => {
    await expect(aligned(floats([1, 2, 3, 4], [2, 2]), floats([0, 0, 0, 0, 0, 0], [2, 3]))).rejects.toThrow(
      'The network answers with 3 values for each sample, but the target has 2 values for each sample. Give the layer before the Output as many units as the target has values.',
    );
  });
});

test('an unknown loss is refused by name', () => {
  expect(() => findLoss('hinge')).toThrow(
    'The loss "hinge" is not known; expected one of categoricalCrossentropy, binaryCrossentropy, meanSquaredError, meanAbsoluteError, huber.',
  );
});

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { TensorData } from '../../engine/engine.ts';
import { compute } from '../../testing/gradient-check.ts';
import { floats, integers } from '../../testing/tensor-data.ts';
import { alignTarget } from './align-target.ts';
import { LOSS_DEFAULTS, type Loss } from './loss.ts';
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

const distributions =
  (of: (y: readonly number[], p: readonly number[]) => number): Formula =>
  (targets, predictions) => {
    const expected = rowsOf(targets);
    return mean(rowsOf(predictions).map((row, place) => of(expected[place] ?? [], row)));
  };
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const dot = (a: readonly number[], b: readonly number[]) =>
  sum(a.map((value, place) => value * (b[place] ?? 0)));
const surprise = (y: readonly number[], p: readonly number[], weight = (_share: number) => 1) =>
  -sum(p.map((value, c) => (y[c] ?? 0) * weight(value / sum(p)) * Math.log(value / sum(p))));
const yesNo = (y: number, p: number) => -(y * Math.log(p) + (1 - y) * Math.log(1 - p));

/** The published formulas with Keras's defaults in double precision, for one-hot targets where there are classes. */
const FORMULAS: Readonly<Record<string, Formula>> = {
  categoricalCrossentropy: distributions((y, p) => surprise(y, p)),
  categoricalFocalCrossentropy: distributions((y, p) => surprise(y, p, (share) => 0.25 * (1 - share) ** 2)),
  categoricalHinge: distributions((y, p) =>
    Math.max(0, 1 - dot(y, p) + Math.max(...p.map((value, c) => (1 - (y[c] ?? 0)) * value))),
  ),
  binaryCrossentropy: pairwise(yesNo),
  binaryFocalCrossentropy: pairwise((y, p) => yesNo(y, p) * (1 - (y * p + (1 - y) * (1 - p))) ** 2),
  hinge: pairwise((y, p) => Math.max(0, 1 - y * p)),
  squaredHinge: pairwise((y, p) => Math.max(0, 1 - y * p) ** 2),
  meanSquaredError: pairwise((y, p) => (y - p) ** 2),
  rootMeanSquaredError: (targets, predictions) =>
    Math.sqrt(pairwise((y, p) => (y - p) ** 2)(targets, predictions)),
  meanAbsoluteError: pairwise((y, p) => Math.abs(y - p)),
  meanAbsolutePercentageError: pairwise((y, p) => (100 * Math.abs(y - p)) / Math.abs(y)),
  meanSquaredLogarithmicError: pairwise((y, p) => (Math.log(1 + y) - Math.log(1 + p)) ** 2),
  huber: pairwise((y, p) => (Math.abs(y - p) <= 1 ? 0.5 * (y - p) ** 2 : Math.abs(y - p) - 0.5)),
  logCosh: pairwise((y, p) => Math.log(Math.cosh(p - y))),
  poisson: pairwise((y, p) => p - y * Math.log(p + 1e-7)),
  cosineSimilarity: distributions((y, p) => -dot(y, p) / Math.sqrt(dot(y, y) * dot(p, p))),
  klDivergence: distributions((y, p) => sum(y.map((share, c) => share * Math.log(share / (p[c] ?? 0))))),
  dice: distributions((y, p) => 1 - (2 * dot(y, p)) / (sum(y) + sum(p))),
  iou: distributions((y, p) => 1 - dot(y, p) / (sum(y) + sum(p) - dot(y, p))),
};

const ONE_HOT = [0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0];
const PROBABILITIES = [0.2, 0.7, 0.1, 0.6, 0.3, 0.1, 0.25, 0.35, 0.4, 0.05, 0.9, 0.05];
const NUMBERS = [0.5, -1.25, 3, 0.1, 2.5, -0.75, 1.5, 0, -4, 2, 0.3, 1];
const AMOUNTS = [0.25, -1, 0.5, 1.4, 2.75, -2.5, 1.25, 0.6, -0.5, 2.2, -0.1, 3.5];

const COUNTS = [0.3, 2, 1, 4, 0.5, 3, 1.5, 0.2, 2.5, 1, 6, 0.25];
const POSITIVE = [0.6, 1.5, 3, 0.1, 2.5, 0.75, 1.25, 0.5, 4, 2, 0.3, 1.75];
const SHARES = [0.1, 0.6, 0.3, 0.5, 0.25, 0.25, 0.05, 0.15, 0.8, 0.4, 0.5, 0.1];
const SIGNS = ONE_HOT.map((yes) => 2 * yes - 1);

function caseOf({ name, compares, answers }: Loss): {
  readonly target: number[];
  readonly prediction: number[];
} {
  if (name === 'meanSquaredLogarithmicError' || name === 'poisson') {
    return { target: COUNTS, prediction: POSITIVE };
  }
  if (compares === 'signs') return { target: SIGNS, prediction: NUMBERS };
  if (compares === 'shares') return { target: SHARES, prediction: PROBABILITIES };
  if (compares === 'amounts') return { target: AMOUNTS, prediction: NUMBERS };
  return { target: ONE_HOT, prediction: answers === 'any' ? AMOUNTS : PROBABILITIES };
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
      const squash = loss.compares === 'yesNo' ? tf.sigmoid : tf.softmax;
      const of = (at: tf.Tensor) =>
        as === 'logits'
          ? loss.mean(tf, { target: y, prediction: squash(at), logits: at }, LOSS_DEFAULTS)
          : loss.mean(tf, { target: y, prediction: at }, LOSS_DEFAULTS);
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
  for (const [place, value] of expected.entries()) {
    const scale = Math.max(1, Math.abs(value));
    expect((received[place] ?? Number.NaN) / scale, `value ${place}`).toBeCloseTo(value / scale, 5);
  }
}

function areas(name: string, y: readonly number[], p: readonly number[]): number {
  const both = sum(y) + sum(p);
  return 1 - (name === 'dice' ? (2 * dot(y, p)) / both : dot(y, p) / (both - dot(y, p)));
}

/** It refuses the rows that the others are compared with. */
const WITH_ROWS = LOSSES.filter(({ name }) => name !== 'sparseCategoricalCrossentropy');

describe.each(WITH_ROWS)('$name', (loss) => {
  const { target, prediction } = caseOf(loss);
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
    expect(value / formula(target, prediction)).toBeCloseTo(1, 5);
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
    // Two rows are one sample: areas are compared in whole samples.
    const expected =
      loss.compares === 'masks'
        ? mean([0, 6].map((at) => areas(loss.name, target.slice(at, at + 6), prediction.slice(at, at + 6))))
        : formula(target, prediction);
    expect(value / expected).toBeCloseTo(1, 5);
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
    { name: 'categoricalFocalCrossentropy', squash: softmax },
    { name: 'binaryCrossentropy', squash: sigmoid },
    { name: 'binaryFocalCrossentropy', squash: sigmoid },
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

describe('targets and answers that do not fit', () => {
  const refused = (name: string, target: TensorData, prediction: TensorData) =>
    expect(lossAndGradient(findLoss(name), target, prediction, 'prediction')).rejects;
  const one = floats([0.5, 0.5], [2, 1]);
  const three = floats(PROBABILITIES.slice(0, 6), [2, 3]);

  test.each([
    ['categoricalCrossentropy', 'Categorical crossentropy', 'binary crossentropy for yes or no'],
    [
      'categoricalFocalCrossentropy',
      'Categorical focal crossentropy',
      'binary focal crossentropy for yes or no',
    ],
    ['categoricalHinge', 'Categorical hinge', 'hinge for yes or no'],
    ['cosineSimilarity', 'Cosine similarity', 'mean squared error'],
    ['klDivergence', 'KL divergence', 'binary crossentropy'],
  ])('%s says that one number is too few', async (name, title, instead) => {
    await refused(name, floats([1, 0], [2, 1]), one).toThrow(
      `${title} compares two or more numbers at a time, but the network answers with 1 value for each sample. Give the layer before the Output more units, or choose ${instead}.`,
    );
  });

  test('sparse categorical crossentropy takes class numbers, and gives what the rows give', async () => {
    const sparse = findLoss('sparseCategoricalCrossentropy');
    await refused(sparse.name, floats([1, 0, 0, 0, 1, 0], [2, 3]), three).toThrow(
      'Sparse categorical crossentropy compares with the number of a class, but the target has 3 values for each sample that are not class numbers. Choose categorical crossentropy, which takes a row of numbers too.',
    );
    await refused(sparse.name, integers([1, 0], [2, 1]), one).toThrow(/has 1 value for each sample that/);
    const numbers = await lossAndGradient(
      sparse,
      integers([1, 0, 2, 0]),
      floats(PROBABILITIES, [4, 3]),
      'prediction',
    );
    expect(numbers.value).toBeCloseTo(FORMULAS.categoricalCrossentropy?.(ONE_HOT, PROBABILITIES) ?? 0, 5);
  });

  test.each(LOSSES.filter(({ name }) => name !== 'sparseCategoricalCrossentropy').map(({ name }) => name))(
    '%s refuses a target of another size',
    async (name) => {
      await refused(name, floats([1, 2, 3, 4], [2, 2]), three).toThrow(
        'The network answers with 3 values for each sample, but the target has 2 values for each sample. Give the layer before the Output as many units as the target has values.',
      );
    },
  );
});

test('the likelihood of four right answers: unsure ones cost 4.8 together, sure ones 1.2', async () => {
  for (const [sure, expected] of [
    [[0.6, 0.2, 0.1, 0.7], 4.8],
    [[0.7, 0.9, 0.8, 0.6], 1.2],
  ] as const) {
    const rows = floats(
      sure.flatMap((p) => [p, 1 - p]),
      [4, 2],
    );
    const loss = findLoss('categoricalCrossentropy');
    const { value } = await lossAndGradient(loss, integers([0, 0, 0, 0]), rows, 'prediction');
    expect(4 * value).toBeCloseTo(expected, 1);
  }
});

describe('edges', () => {
  const figuresOf = async (name: string, target: TensorData, prediction: TensorData) =>
    lossAndGradient(findLoss(name), target, prediction, 'prediction');

  test('hinges take 0 and 1 for -1 and 1, also where a batch holds only one of them', async () => {
    for (const name of ['hinge', 'squaredHinge']) {
      const shape = [4, CLASSES];
      const signed = await figuresOf(name, floats(SIGNS, shape), floats(NUMBERS, shape));
      const yesNos = await figuresOf(name, floats(ONE_HOT, shape), floats(NUMBERS, shape));
      expect(yesNos).toEqual(signed);
    }
    const { value } = await figuresOf('hinge', integers([0, 0], [2, 1]), floats([-3, 0.5], [2, 1]));
    expect(value).toBe(0.75);
    const ones = await figuresOf('hinge', floats([1, 1], [2, 1]), floats([3, 0.5], [2, 1]));
    expect(ones.value).toBe(0.25);
  });

  test('a perfect answer has no slope where a root or a corner would have none or two', async () => {
    for (const name of [
      'rootMeanSquaredError',
      'meanAbsoluteError',
      'huber',
      'logCosh',
      'cosineSimilarity',
    ]) {
      const { gradient } = await figuresOf(name, floats([1, 2, 3], [1, 3]), floats([1, 2, 3], [1, 3]));
      for (const slope of gradient) expect(slope, name).toBeCloseTo(0, 6);
    }
    const nothing = await figuresOf('cosineSimilarity', floats([1, 2, 3], [1, 3]), floats([0, 0, 0], [1, 3]));
    expect(nothing.gradient.every(Number.isFinite)).toBe(true);
  });

  test('finding nothing where there is nothing costs nothing', async () => {
    for (const name of ['dice', 'iou']) {
      const { value } = await figuresOf(name, floats([0, 0], [1, 2]), floats([0, 0], [1, 2]));
      expect(value).toBeCloseTo(0, 6);
    }
  });

  test('logarithms of impossible answers stay finite', async () => {
    const cases = [
      ['klDivergence', [0, 1, 0], [1, 0, 0]],
      ['poisson', [3, 0, 1], [0, 0, 0]],
      ['meanSquaredLogarithmicError', [0, 5, 1], [-2, 0, -0.5]],
      ['meanAbsolutePercentageError', [0, 1, 2], [1, 1, 1]],
      ['logCosh', [0, 0, 0], [500, -500, 0]],
      ['binaryFocalCrossentropy', [0, 1, 1], [1, 0, 1]],
    ] as const;
    for (const [name, target, prediction] of cases) {
      const { value, gradient } = await figuresOf(
        name,
        floats([...target], [1, 3]),
        floats([...prediction], [1, 3]),
      );
      expect(Number.isFinite(value), name).toBe(true);
      expect(gradient.every(Number.isFinite), name).toBe(true);
    }
  });
});

test('an unknown loss is refused by name', () => {
  expect(() => findLoss('tripletMargin')).toThrow(
    `The loss "tripletMargin" is not known; expected one of ${LOSSES.map(({ name }) => name).join(', ')}.`,
  );
});

import { expect, test } from 'vitest';
import type { TensorData } from '../engine/engine.ts';
import type { Tensor } from '../tensorflow.ts';
import { compute } from '../testing/gradient-check.ts';
import { floats, integers } from '../testing/tensor-data.ts';
import { correctSum, hasAccuracy } from './accuracy.ts';

async function rightAnswers(loss: string, target: TensorData, prediction: TensorData): Promise<number> {
  const { right } = await compute(
    (tf, inputs) => {
      const { y, p } = inputs as Record<'y' | 'p', Tensor>;
      return { right: correctSum(tf, loss, y, p) };
    },
    { y: target, p: prediction },
  );
  return right?.data[0] ?? Number.NaN;
}

test('a margin is around zero, whether no is written 0 or -1', async () => {
  const answers = floats([0.2, -0.2, 3, -3], [4, 1]);
  expect(await rightAnswers('hinge', integers([1, 0, 0, 0]), answers)).toBe(3);
  expect(await rightAnswers('squaredHinge', floats([1, -1, -1, -1], [4, 1]), answers)).toBe(3);
  expect(await rightAnswers('binaryCrossentropy', integers([1, 0, 0, 0]), answers)).toBe(2);
});

test('every loss for classes counts the largest number, whatever its scale', async () => {
  const answers = floats([5, -1, 2, -7, -6, -8], [2, 3]);
  for (const loss of ['categoricalHinge', 'sparseCategoricalCrossentropy', 'categoricalFocalCrossentropy']) {
    expect(await rightAnswers(loss, integers([0, 2]), answers)).toBe(1);
  }
  expect(await rightAnswers('categoricalHinge', floats([1, 0, 0, 0, 1, 0], [2, 3]), answers)).toBe(2);
});

test('amounts and masks have no accuracy unless their target holds class numbers', () => {
  const numbers = { dtype: 'float32' };
  const classes = { dtype: 'int32' };
  for (const loss of ['meanSquaredError', 'poisson', 'klDivergence', 'dice', 'of another program']) {
    expect(hasAccuracy(loss, numbers)).toBe(false);
    expect(hasAccuracy(loss, classes)).toBe(true);
  }
  for (const loss of ['binaryFocalCrossentropy', 'hinge', 'categoricalHinge']) {
    expect(hasAccuracy(loss, numbers)).toBe(true);
  }
});

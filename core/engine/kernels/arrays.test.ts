import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { TensorFlow } from '../../tensorflow.ts';
import { checkGradients, compute, floats, near, numbers } from '../../testing/gradient-check.ts';

const next = numbers(3);

/** Values of [2, 3, 4] by their indices. */
const at = (x: readonly number[], i: number, j: number, k: number) => x[(i * 3 + j) * 4 + k] ?? Number.NaN;

/** All results of `value` for the indices of a shape, last index fastest. */
function table(shape: readonly number[], value: (...index: number[]) => number): number[] {
  const walk = (index: readonly number[]): number[] =>
    index.length === shape.length
      ? [value(...index)]
      : Array.from({ length: shape[index.length] ?? 0 }, (_, place) => walk([...index, place])).flat();
  return walk([]);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const range = (length: number) => Array.from({ length }, (_, index) => index);
const softmaxOf = (row: readonly number[]) => {
  const exps = row.map(Math.exp);
  return exps.map((value) => value / sum(exps));
};

type Case = readonly [
  name: string,
  forward: (tf: TensorFlow, x: Tensor) => Tensor,
  reference: (x: readonly number[]) => number[],
];

const CASES: readonly Case[] = [
  ['sum of all', (tf, x) => tf.sum(x), (x) => [sum(x)]],
  [
    'sum over the middle',
    (tf, x) => tf.sum(x, 1),
    (x) => table([2, 4], (i = 0, k = 0) => sum(range(3).map((j) => at(x, i, j, k)))),
  ],
  [
    'mean over the ends, dimensions kept',
    (tf, x) => tf.mean(x, [0, -1], true),
    (x) => table([3], (j = 0) => sum(range(8).map((n) => at(x, n >> 2, j, n & 3))) / 8),
  ],
  [
    'max over the last',
    (tf, x) => tf.max(x, -1),
    (x) => table([2, 3], (i = 0, j = 0) => Math.max(...range(4).map((k) => at(x, i, j, k)))),
  ],
  [
    'min over the first',
    (tf, x) => tf.min(x, 0),
    (x) => table([3, 4], (j = 0, k = 0) => Math.min(at(x, 0, j, k), at(x, 1, j, k))),
  ],
  [
    'prod over the last',
    (tf, x) => tf.prod(x, 2),
    (x) => table([2, 3], (i = 0, j = 0) => range(4).reduce((product, k) => product * at(x, i, j, k), 1)),
  ],
  [
    'variance over the first two',
    (tf, x) => tf.moments(x, [0, 1]).variance,
    (x) =>
      table([4], (k = 0) => {
        const values = range(6).map((n) => at(x, Math.floor(n / 3), n % 3, k));
        const mean = sum(values) / 6;
        return sum(values.map((value) => (value - mean) ** 2)) / 6;
      }),
  ],
  [
    'cumsum, exclusive and reversed',
    (tf, x) => tf.cumsum(x, 1, true, true),
    (x) =>
      table([2, 3, 4], (i = 0, j = 0, k = 0) =>
        sum(
          range(3)
            .filter((other) => other > j)
            .map((other) => at(x, i, other, k)),
        ),
      ),
  ],
  [
    'softmax',
    (tf, x) => tf.softmax(x),
    (x) => range(6).flatMap((row) => softmaxOf(x.slice(row * 4, row * 4 + 4))),
  ],
  [
    'logSoftmax',
    (tf, x) => tf.logSoftmax(x),
    (x) => range(6).flatMap((row) => softmaxOf(x.slice(row * 4, row * 4 + 4)).map(Math.log)),
  ],
  ['logSumExp', (tf, x) => tf.logSumExp(x), (x) => [Math.log(sum(x.map(Math.exp)))]],
  ['reshape', (tf, x) => tf.reshape(x, [4, -1]), (x) => [...x]],
  [
    'flatten a transposed',
    (tf, x) => tf.reshape(tf.transpose(x, [1, 2, 0]), [-1]),
    (x) => table([3, 4, 2], (j = 0, k = 0, i = 0) => at(x, i, j, k)),
  ],
  [
    'transpose twice',
    (tf, x) => tf.transpose(tf.transpose(x, [2, 0, 1]), [1, 0, 2]),
    (x) => table([2, 4, 3], (i = 0, k = 0, j = 0) => at(x, i, j, k)),
  ],
  ['expandDims and squeeze', (tf, x) => tf.squeeze(tf.expandDims(x, 1)), (x) => [...x]],
  [
    'pad',
    (tf, x) =>
      tf.pad(
        x,
        [
          [0, 0],
          [1, 2],
          [0, 1],
        ],
        0.5,
      ),
    (x) => table([2, 6, 5], (i = 0, j = 0, k = 0) => (j >= 1 && j < 4 && k < 4 ? at(x, i, j - 1, k) : 0.5)),
  ],
  [
    'slice',
    (tf, x) => tf.slice(x, [0, 1, 1], [-1, 2, 2]),
    (x) => table([2, 2, 2], (i = 0, j = 0, k = 0) => at(x, i, j + 1, k + 1)),
  ],
  [
    'split and concat in another order',
    (tf, x) => tf.concat([...tf.split(x, [1, 2], 1)].reverse(), 1),
    (x) => table([2, 3, 4], (i = 0, j = 0, k = 0) => at(x, i, (j + 1) % 3, k)),
  ],
  ['unstack of a single slice', (tf, x) => tf.stack(tf.unstack(tf.expandDims(x, 1), 1), 0), (x) => [...x]],
  [
    'unstack and stack',
    (tf, x) => tf.stack([...tf.unstack(x, 2)].reverse(), 1),
    (x) => table([2, 4, 3], (i = 0, k = 0, j = 0) => at(x, i, j, 3 - k)),
  ],
  [
    'reverse',
    (tf, x) => tf.reverse(x, [0, 2]),
    (x) => table([2, 3, 4], (i = 0, j = 0, k = 0) => at(x, 1 - i, j, 3 - k)),
  ],
  [
    'tile',
    (tf, x) => tf.tile(x, [1, 2, 1]),
    (x) => table([2, 6, 4], (i = 0, j = 0, k = 0) => at(x, i, j % 3, k)),
  ],
  [
    'broadcastTo',
    (tf, x) => tf.broadcastTo(tf.sum(x, 1, true), [2, 5, 4]),
    (x) => table([2, 5, 4], (i = 0, _j = 0, k = 0) => sum(range(3).map((j) => at(x, i, j, k)))),
  ],
  [
    'gather rows, one of them twice',
    (tf, x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32'), 1),
    (x) => table([2, 3, 4], (i = 0, j = 0, k = 0) => at(x, i, [2, 0, 2][j] ?? 0, k)),
  ],
];

test.each(CASES.map((row) => [...row] as const))('%s', async (_name, forward, reference) => {
  await checkGradients({
    inputs: [floats([2, 3, 4], () => 2 * next())],
    forward: (tf, [x]) => forward(tf, x as Tensor),
    reference: ([x = []]) => reference(x),
  });
});

describe('matMul', () => {
  test.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('transposeA %s, transposeB %s, one matrix and many', async (transposeA, transposeB) => {
    for (const batch of [[], [3]]) {
      const count = batch[0] ?? 1;
      await checkGradients({
        inputs: [
          floats([...batch, ...(transposeA ? [5, 2] : [2, 5])], next),
          floats([...batch, ...(transposeB ? [4, 5] : [5, 4])], next),
        ],
        forward: (tf, [a, b]) => tf.matMul(a as Tensor2D, b as Tensor2D, transposeA, transposeB),
        reference: ([a = [], b = []]) =>
          table([count, 2, 4], (n = 0, row = 0, column = 0) =>
            sum(
              range(5).map(
                (k) =>
                  (a[n * 10 + (transposeA ? k * 2 + row : row * 5 + k)] ?? 0) *
                  (b[n * 20 + (transposeB ? column * 5 + k : k * 4 + column)] ?? 0),
              ),
            ),
          ),
      });
    }
  });
});

test('indices: oneHot, argMax, argMin, range, strided slices', async () => {
  const outputs = await compute(
    (tf, { x }) => ({
      oneHot: tf.oneHot(tf.tensor1d([1, 3, -1], 'int32'), 3),
      signs: tf.oneHot(tf.tensor1d([0], 'int32'), 2, 1, -1),
      argMax: tf.argMax(x as Tensor, 1),
      argMin: tf.argMin(x as Tensor, 0),
      range: tf.range(5, 0, -2, 'int32'),
      every: tf.stridedSlice(x as Tensor, [1, -1], [2, -4], [1, -2]),
      any: tf.cast(tf.any(tf.greater(x as Tensor, 4), 1), 'int32'),
      all: tf.cast(tf.all(tf.greater(x as Tensor, 0), 1), 'int32'),
      linspace: tf.linspace(0, 1, 3),
    }),
    { x: { dtype: 'float32', shape: [2, 3], data: Float32Array.of(3, 1, 3, 0, 5, 2) } },
  );
  near('oneHot', outputs.oneHot?.data, [0, 1, 0, 0, 0, 0, 0, 0, 0], 0);
  near('signs', outputs.signs?.data, [1, -1], 0);
  near('argMax', outputs.argMax?.data, [0, 1], 0);
  near('argMin', outputs.argMin?.data, [1, 0, 1], 0);
  near('range', outputs.range?.data, [5, 3, 1], 0);
  near('every', outputs.every?.data, [2, 0], 0);
  near('any', outputs.any?.data, [0, 1], 0);
  near('all', outputs.all?.data, [1, 0], 0);
  near('linspace', outputs.linspace?.data, [0, 0.5, 1], 0);
  expect(outputs.argMax?.dtype).toBe('int32');
});

const TARGETS = [2, 0, 1];

describe('losses', () => {
  test('cross entropy of logits, by one-hot rows', async () => {
    await checkGradients({
      inputs: [floats([3, 4], () => 6 * next())],
      forward: (tf, [logits]) =>
        tf.neg(
          tf.mean(
            tf.sum(tf.mul(tf.oneHot(tf.tensor1d(TARGETS, 'int32'), 4), tf.logSoftmax(logits as Tensor)), -1),
          ),
        ),
      reference: ([x = []]) => [
        -sum(TARGETS.map((target, row) => Math.log(softmaxOf(x.slice(row * 4, row * 4 + 4))[target] ?? 0))) /
          3,
      ],
    });
  });

  test('sigmoid cross entropy, stable form', async () => {
    await checkGradients({
      inputs: [floats([6], () => 8 * next())],
      forward: (tf, [x]) => {
        const logits = x as Tensor1D;
        const target = tf.tensor1d([1, 0, 1, 1, 0, 0]);
        const positive = tf.sub(tf.relu(logits), tf.mul(logits, target));
        return tf.mean(tf.add(positive, tf.log1p(tf.exp(tf.neg(tf.abs(logits))))));
      },
      reference: ([x = []]) => [
        sum(x.map((value, i) => Math.log1p(Math.exp(value)) - value * ([1, 0, 1, 1, 0, 0][i] ?? 0))) / 6,
      ],
    });
  });

  test('absolute and squared error, and huber between them', async () => {
    await checkGradients({
      inputs: [floats([8], () => 6 * next())],
      forward: (tf, [x]) => {
        const error = tf.sub(x as Tensor, 0.25);
        const size = tf.abs(error);
        const huber = tf.where(tf.lessEqual(size, 1), tf.mul(0.5, tf.square(error)), tf.sub(size, 0.5));
        return tf.stack([tf.mean(size), tf.mean(tf.square(error)), tf.mean(huber)]);
      },
      reference: ([x = []]) => {
        const sizes = x.map((value) => Math.abs(value - 0.25));
        return [
          sum(sizes) / 8,
          sum(sizes.map((size) => size ** 2)) / 8,
          sum(sizes.map((size) => (size <= 1 ? 0.5 * size ** 2 : size - 0.5))) / 8,
        ];
      },
    });
  });
});

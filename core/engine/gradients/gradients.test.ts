/** Gradients that TensorFlow.js lacks or forgets a case of, against differences in double precision. */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { checkGradients, floats, numbers } from '../../testing/gradient-check.ts';

const next = numbers(29);
const range = (length: number) => Array.from({ length }, (_, index) => index);
const at = (values: readonly number[], place: number) => values[place] ?? Number.NaN;

describe('products of batches of which one is repeated', () => {
  test.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('transposed %s, %s', async (transposeA, transposeB) => {
    const [batch, rows, inner, columns] = [3, 2, 4, 5];
    const a = floats(transposeA ? [batch, inner, rows] : [batch, rows, inner], next);
    const b = floats(transposeB ? [1, columns, inner] : [1, inner, columns], next);
    await checkGradients({
      inputs: [a, b],
      forward: (tf, [a, b]) => tf.matMul(a as Tensor, b as Tensor, transposeA, transposeB),
      reference: ([a = [], b = []]) =>
        range(batch * rows * columns).map((place) => {
          const [n, i, j] = [
            Math.floor(place / rows / columns),
            Math.floor(place / columns) % rows,
            place % columns,
          ];
          const left = (k: number) => at(a, n * rows * inner + (transposeA ? k * rows + i : i * inner + k));
          const right = (k: number) => at(b, transposeB ? j * inner + k : k * columns + j);
          return range(inner).reduce((sum, k) => sum + left(k) * right(k), 0);
        }),
    });
  });
});

describe('einsum', () => {
  const product = (a: readonly number[], b: readonly number[], i: number, j: number) =>
    range(3).reduce((sum, k) => sum + at(a, i * 3 + k) * at(b, k * 4 + j), 0);

  test('of two terms', async () => {
    await checkGradients({
      inputs: [floats([2, 3], next), floats([3, 4], next)],
      forward: (tf, [a, b]) => tf.einsum('ik, kj -> ji', a as Tensor, b as Tensor),
      reference: ([a = [], b = []]) => range(4).flatMap((j) => range(2).map((i) => product(a, b, i, j))),
    });
  });

  test('that adds up a dimension which one term alone has', async () => {
    await checkGradients({
      inputs: [floats([2, 3], next), floats([3, 4], next)],
      forward: (tf, [a, b]) => tf.einsum('ik,kj->i', a as Tensor, b as Tensor),
      reference: ([a = [], b = []]) =>
        range(2).map((i) => range(4).reduce((sum, j) => sum + product(a, b, i, j), 0)),
    });
  });

  test('that ends in one number', async () => {
    await checkGradients({
      inputs: [floats([2, 3], next), floats([3, 4], next)],
      forward: (tf, [a, b]) => tf.einsum('ik,kj->', a as Tensor, b as Tensor),
      reference: ([a = [], b = []]) => [
        range(8).reduce((sum, place) => sum + product(a, b, Math.floor(place / 4), place % 4), 0),
      ],
    });
  });

  test('of one term', async () => {
    await checkGradients({
      inputs: [floats([2, 3], next)],
      forward: (tf, [a]) => tf.einsum('ij->j', a as Tensor),
      reference: ([a = []]) => range(3).map((j) => at(a, j) + at(a, 3 + j)),
    });
  });
});

test('a slice with strides, one of them backwards, and a dimension less', async () => {
  await checkGradients({
    inputs: [floats([3, 5, 4], next)],
    forward: (tf, [x]) => tf.stridedSlice(x as Tensor, [1, 4, 0], [2, 0, 4], [1, -2, 3], 0, 0, 0, 0, 1),
    reference: ([x = []]) => [4, 2].flatMap((row) => [0, 3].map((column) => at(x, (5 + row) * 4 + column))),
  });
});

test('depth to space', async () => {
  await checkGradients({
    inputs: [floats([2, 2, 3, 8], next)],
    forward: (tf, [x]) => tf.depthToSpace(x as Tensor4D, 2),
    reference: ([x = []]) =>
      range(2 * 4 * 6 * 2).map((place) => {
        const [n, row, column, channel] = [
          Math.floor(place / 48),
          Math.floor(place / 12) % 4,
          Math.floor(place / 2) % 6,
          place % 2,
        ];
        const pixel = (n * 2 + Math.floor(row / 2)) * 3 + Math.floor(column / 2);
        return at(x, pixel * 8 + ((row % 2) * 2 + (column % 2)) * 2 + channel);
      }),
  });
});

test('an image turned over', async () => {
  await checkGradients({
    inputs: [floats([1, 2, 3, 2], next)],
    forward: (tf, [x]) => tf.image.flipLeftRight(x as Tensor4D),
    reference: ([x = []]) =>
      range(2).flatMap((row) =>
        [2, 1, 0].flatMap((column) => [0, 1].map((channel) => at(x, (row * 3 + column) * 2 + channel))),
      ),
  });
});

const PLACES = [
  [2, 0],
  [0, 1],
  [2, 0],
];

test('rows gathered by places, one of them twice', async () => {
  await checkGradients({
    inputs: [floats([3, 2, 2], next)],
    forward: (tf, [x]) => tf.gatherND(x as Tensor, tf.tensor2d(PLACES, [3, 2], 'int32')),
    reference: ([x = []]) =>
      PLACES.flatMap(([a = 0, b = 0]) => [at(x, (a * 2 + b) * 2), at(x, (a * 2 + b) * 2 + 1)]),
  });
});

test('rows scattered to places, two of them to the same', async () => {
  await checkGradients({
    inputs: [floats([3, 2], next)],
    forward: (tf, [x]) => tf.scatterND(tf.tensor2d(PLACES, [3, 2], 'int32'), x as Tensor, [3, 2, 2]),
    reference: ([x = []]) => {
      const sums = new Array<number>(12).fill(0);
      for (const [row, [a = 0, b = 0]] of PLACES.entries()) {
        for (const column of [0, 1]) {
          const place = (a * 2 + b) * 2 + column;
          sums[place] = at(sums, place) + at(x, row * 2 + column);
        }
      }
      return sums;
    },
  });
});

test('rows put in the place of others', async () => {
  await checkGradients({
    inputs: [floats([3, 2], next), floats([2, 2], next)],
    forward: (tf, [x, rows]) =>
      tf.tensorScatterUpdate(x as Tensor, tf.tensor2d([[2], [0]], [2, 1], 'int32'), rows as Tensor),
    reference: ([x = [], rows = []]) => [
      at(rows, 2),
      at(rows, 3),
      at(x, 2),
      at(x, 3),
      at(rows, 0),
      at(rows, 1),
    ],
  });
});

test('a diagonal, and the largest of each row', async () => {
  await checkGradients({
    inputs: [floats([2, 2], next)],
    forward: (tf, [x]) => tf.diag(x as Tensor2D),
    reference: ([x = []]) => range(16).map((place) => (place % 5 === 0 ? at(x, place / 5) : 0)),
  });
  const x = floats([3, 5], next);
  await checkGradients({
    inputs: [x],
    forward: (tf, [x]) => tf.topk(x as Tensor2D, 2).values,
    reference: ([x = []]) =>
      range(3).flatMap((row) =>
        x
          .slice(row * 5, row * 5 + 5)
          .sort((a, b) => b - a)
          .slice(0, 2),
      ),
  });
  expect(new Set(x.data as Iterable<number>).size).toBe(15);
});

test('one number of a row by its place', async () => {
  await checkGradients({
    inputs: [floats([6], next)],
    forward: (tf, [x]) => tf.stridedSlice(x as Tensor1D, [-1], [-7], [-2]),
    reference: ([x = []]) => [5, 3, 1].map((place) => at(x, place)),
  });
});

/** Kernels that read, write and count by place, that work on neighbours in depth, and running products. */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { checkGradients, compute, floats, near, numbers } from '../../testing/gradient-check.ts';

const next = numbers(53);
const range = (length: number) => Array.from({ length }, (_, index) => index);
const ints = (shape: readonly number[], values: readonly number[]) =>
  ({ dtype: 'int32', shape, data: Int32Array.from(values) }) as const;

describe('local response normalization and its gradient', () => {
  test.each([
    [1, 1, 1, 0.5],
    [2, 1.5, 0.7, 0.75],
    [5, 2, 0.3, 1.2],
  ])('radius %s, bias %s, alpha %s, beta %s', async (radius, bias, alpha, beta) => {
    const channels = 4;
    await checkGradients({
      inputs: [floats([3, 2, 3, channels], next)],
      forward: (tf, [x]) => tf.localResponseNormalization(x as Tensor4D, radius, bias, alpha, beta),
      reference: ([x = []]) =>
        x.map((value, index) => {
          const first = index - (index % channels);
          const near = range(channels).filter((channel) => Math.abs(channel - (index % channels)) <= radius);
          const energy = near.reduce((sum, channel) => sum + (x[first + channel] ?? Number.NaN) ** 2, 0);
          return value * (bias + alpha * energy) ** -beta;
        }),
    });
  });
});

describe('running products and their gradient, zeros among them', () => {
  test.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('exclusive %s, reverse %s', async (exclusive, reverse) => {
    const x = floats([2, 5, 3], next);
    x.data[4] = 0;
    await checkGradients({
      inputs: [x],
      forward: (tf, [x]) => tf.cumprod(x as Tensor, 1, exclusive, reverse),
      reference: ([x = []]) =>
        x.map((_, index) => {
          const [outer, place, inner] = [Math.floor(index / 15), Math.floor(index / 3) % 5, index % 3];
          const counts = (other: number) =>
            (reverse ? other > place : other < place) || (!exclusive && other === place);
          return range(5)
            .filter(counts)
            .reduce((product, other) => product * (x[(outer * 5 + other) * 3 + inner] ?? Number.NaN), 1);
        }),
    });
  });
});

test('no sum is lost where many rows go to one place, however many threads there are', async () => {
  const [count, segments, width] = [4096, 1000, 128];
  const ids = ints(
    [count],
    range(count).map((row) => (row * 7919) % segments),
  );
  const x = {
    dtype: 'float32',
    shape: [count, width],
    data: Float32Array.from({ length: count * width }, (_, place) => (place % 5) - 1),
  } as const;
  const expected = new Float32Array(segments * width);
  for (const [place, value] of x.data.entries()) {
    const sum = (ids.data[Math.floor(place / width)] ?? 0) * width + (place % width);
    expected[sum] = (expected[sum] ?? 0) + value;
  }
  for (let round = 0; round < 10; round++) {
    const { sums, scattered } = await compute(
      (tf, { x, ids }) => ({
        sums: tf.unsortedSegmentSum(x as Tensor2D, ids as Tensor1D, segments),
        scattered: tf.scatterND(tf.expandDims(ids as Tensor1D, 1), x as Tensor2D, [segments, width]),
      }),
      { x, ids },
    );
    expect(sums?.data).toEqual(expected);
    expect(scattered?.data).toEqual(expected);
  }
});

test('gathers within each batch, with its gradient', async () => {
  const indices = [2, 0, 0, 3, 1, 1];
  await checkGradients({
    inputs: [floats([2, 4, 3], next)],
    forward: (tf, [x]) => tf.gather(x as Tensor, tf.tensor2d(indices, [2, 3], 'int32'), 1, 1),
    reference: ([x = []]) =>
      indices.flatMap((index, place) =>
        range(3).map((inner) => x[(Math.floor(place / 3) * 4 + index) * 3 + inner] ?? Number.NaN),
      ),
  });
});

test.each([0, 1, -1])('gathers along axis %s, with its gradient', async (axis) => {
  const indices = [1, 0, 1];
  await checkGradients({
    inputs: [floats([2, 2, 2], next)],
    forward: (tf, [x]) => tf.gather(x as Tensor, tf.tensor1d(indices, 'int32'), axis),
    reference: ([x = []]) => {
      const place = axis < 0 ? axis + 3 : axis;
      const shape = [2, 2, 2].map((size, index) => (index === place ? 3 : size));
      const [, rows = 0, columns = 0] = shape;
      return range(12).map((flat) => {
        const at = [Math.floor(flat / columns / rows), Math.floor(flat / columns) % rows, flat % columns];
        const [a = 0, b = 0, c = 0] = at.map((index, axis) =>
          axis === place ? (indices[index] ?? 0) : index,
        );
        return x[a * 4 + b * 2 + c] ?? Number.NaN;
      });
    },
  });
});

test('gathers within two batch dimensions, with its gradient', async () => {
  const indices = [1, 1, 0, 2, 2, 0, 1, 0];
  await checkGradients({
    inputs: [floats([2, 2, 3, 2], next)],
    forward: (tf, [x]) => tf.gather(x as Tensor, tf.tensor3d(indices, [2, 2, 2], 'int32'), 2, 2),
    reference: ([x = []]) =>
      indices.flatMap((index, place) =>
        range(2).map((inner) => x[(Math.floor(place / 2) * 3 + index) * 2 + inner] ?? Number.NaN),
      ),
  });
});

test('gathers behind axes that stand between batch and place', async () => {
  const { y } = await compute(
    (tf, { x, indices }) => ({ y: tf.gather(x as Tensor, indices as Tensor2D, 2, 1) }),
    {
      x: ints([2, 2, 3], range(12)),
      indices: ints([2, 2], [2, 0, 1, 1]),
    },
  );
  expect(y?.shape).toEqual([2, 2, 2]);
  near('gathered', y?.data, [2, 0, 5, 3, 7, 7, 10, 10], 0);
});

test('moves space to batch and back, with gradients', async () => {
  await checkGradients({
    inputs: [floats([1, 3, 4, 2], next)],
    forward: (tf, [x]) =>
      tf.batchToSpaceND(
        tf.mul(
          tf.spaceToBatchND(
            x as Tensor4D,
            [2, 2],
            [
              [1, 0],
              [0, 2],
            ],
          ),
          2,
        ),
        [2, 2],
        [
          [1, 0],
          [0, 2],
        ],
      ),
    reference: ([x = []]) => x.map((value) => 2 * value),
  });
});

test('sums by segment, and ids of no segment count nowhere', async () => {
  const { y } = await compute(
    (tf, { x, ids }) => ({ y: tf.unsortedSegmentSum(x as Tensor, ids as Tensor1D, 3) }),
    { x: ints([5], [1, 2, 4, 8, 16]), ids: ints([5], [0, -1, 2, 3, 0]) },
  );
  near('sums', y?.data, [17, 0, 4], 0);
});

test('counts numbers below the size', async () => {
  const { y } = await compute((tf, { x }) => ({ y: tf.denseBincount(x as Tensor1D, tf.tensor1d([]), 4) }), {
    x: ints([6], [3, 0, 3, 7, 1, 4]),
  });
  near('counts', y?.data, [1, 1, 0, 2], 0);
});

test('finds the largest and where they stand', async () => {
  const { values, indices } = await compute((tf, { x }) => ({ ...tf.topk(x as Tensor, 2) }), {
    x: ints([2, 4], [3, 9, 9, 1, -4, -2, -8, -2]),
  });
  near('values', values?.data, [9, 9, -2, -2], 0);
  near('indices', indices?.data, [1, 2, 1, 3], 0);
});

test.each([
  [
    [2, 3],
    [3, 2],
  ],
  [[4], [3]],
])('tensors of shapes %s and %s are not added', async (a, b) => {
  const shapes = `[${a.join(', ')}] and [${b.join(', ')}]`;
  const sum = compute((tf, { a, b }) => ({ y: tf.add(a as Tensor, b as Tensor) }), {
    a: floats(a, next),
    b: floats(b, next),
  });
  await expect(sum).rejects.toThrow(
    `An operation got tensors of shapes ${shapes}. From the last dimension on they must be equal or 1.`,
  );
});

import type { Tensor4D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { checkGradients, compute, floats, near, numbers } from '../../testing/gradient-check.ts';

const next = numbers(31);

/** Where in an axis of `old` elements element `place` of `size` lies. */
type Place = (place: number, old: number, size: number) => number;

const PLACES = {
  'from the first corner': (place, old, size) => (place * old) / size,
  'between corners': (place, old, size) => (place * (old - 1)) / (size - 1),
  'by the middles of pixels': (place, old, size) => ((place + 0.5) * old) / size - 0.5,
} as const satisfies Record<string, Place>;

const HEIGHT = 3;
const WIDTH = 4;
const pixel = (x: readonly number[], batch: number, row: number, column: number, channel: number) => {
  const [y, z] = [Math.min(HEIGHT - 1, Math.max(0, row)), Math.min(WIDTH - 1, Math.max(0, column))];
  return x[((batch * HEIGHT + y) * WIDTH + z) * 2 + channel] ?? Number.NaN;
};

function bilinear(x: readonly number[], height: number, width: number, place: Place): number[] {
  return Array.from({ length: 3 * height * width * 2 }, (_, index) => {
    const channel = index % 2;
    const column = place((index >> 1) % width, WIDTH, width);
    const row = place(Math.floor(index / 2 / width) % height, HEIGHT, height);
    const batch = Math.floor(index / 2 / width / height);
    const [top, left] = [Math.floor(row), Math.floor(column)];
    const across = (y: number) =>
      pixel(x, batch, y, left, channel) * (1 - column + left) +
      pixel(x, batch, y, left + 1, channel) * (column - left);
    return across(top) * (1 - row + top) + across(top + 1) * (row - top);
  });
}

test.each([
  ['from the first corner', 5, 9, false, false],
  ['between corners', 5, 9, true, false],
  ['by the middles of pixels', 5, 9, false, true],
  ['by the middles of pixels', 2, 3, false, true],
] as const)('bilinear %s to %s x %s, with its gradient', async (rule, height, width, alignCorners, half) => {
  await checkGradients({
    inputs: [floats([3, HEIGHT, WIDTH, 2], next)],
    forward: (tf, [x]) => tf.image.resizeBilinear(x as Tensor4D, [height, width], alignCorners, half),
    reference: ([x = []]) => bilinear(x, height, width, PLACES[rule]),
  });
});

test.each([
  [6, 8],
  [5, 3],
])('nearest neighbour to %s x %s, with its gradient, for more than one image', async (height, width) => {
  await checkGradients({
    inputs: [floats([3, HEIGHT, WIDTH, 2], next)],
    forward: (tf, [x]) => tf.image.resizeNearestNeighbor(x as Tensor4D, [height, width]),
    reference: ([x = []]) =>
      bilinear(x, height, width, (place, old, size) => Math.floor((place * old) / size)),
  });
});

test('nearest neighbour by the middles of pixels and between corners', async () => {
  const x = { dtype: 'float32', shape: [1, 1, 4, 1], data: Float32Array.of(1, 2, 3, 4) } as const;
  const outputs = await compute(
    (tf, { x }) => ({
      middles: tf.image.resizeNearestNeighbor(x as Tensor4D, [1, 2], false, true),
      corners: tf.image.resizeNearestNeighbor(x as Tensor4D, [1, 3], true),
    }),
    { x },
  );
  near('middles', outputs.middles?.data, [2, 4], 0);
  near('corners', outputs.corners?.data, [1, 3, 4], 0);
  expect(outputs.corners?.shape).toEqual([1, 1, 3, 1]);
});

import type { Tensor4D } from '@tensorflow/tfjs-core';
import { describe, test } from 'vitest';
import { checkGradients, floats, numbers } from '../../testing/gradient-check.ts';
import {
  conv2dReference,
  depthwiseReference,
  type Geometry,
  type ImageShape,
  poolReference,
} from '../../testing/reference-images.ts';

const next = numbers(11);

const dimensions = ({ batch, height, width, channels }: ImageShape) => [batch, height, width, channels];

/** Shapes odd and even, wider than high and the other way round. */
const SHAPES: readonly ImageShape[] = [
  { batch: 1, height: 7, width: 6, channels: 3 },
  { batch: 3, height: 8, width: 9, channels: 2 },
];

const geometries = (withDilation: boolean): Geometry[] =>
  (['valid', 'same'] as const).flatMap((pad) => [
    { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pad },
    { kernel: [2, 3], strides: [2, 1], dilations: [1, 1], pad },
    { kernel: [3, 2], strides: [2, 3], dilations: [1, 1], pad },
    { kernel: [1, 1], strides: [2, 2], dilations: [1, 1], pad },
    ...(withDilation
      ? [{ kernel: [3, 2], strides: [1, 1], dilations: [2, 3], pad } satisfies Geometry]
      : [{ kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pad } satisfies Geometry]),
  ]);

const title = (shape: ImageShape, { kernel, strides, dilations, pad }: Geometry) =>
  `[${dimensions(shape)}], window ${kernel}, strides ${strides}, dilations ${dilations}, ${pad}`;

const cases = (withDilation: boolean) =>
  SHAPES.flatMap((shape) =>
    geometries(withDilation).map((geometry) => ({ name: title(shape, geometry), shape, geometry })),
  );

const pair = (list: readonly [number, number]): [number, number] => [list[0], list[1]];

/** One more than the smallest results below have places, so that these are computed the way of deep layers. */
const FILTERS = 5;

describe('conv2d and its gradients', () => {
  test.each([
    ...cases(true),
    {
      name: 'many taps, few channels',
      shape: { batch: 2, height: 9, width: 9, channels: 2 },
      geometry: { kernel: [5, 5], strides: [2, 2], dilations: [1, 1], pad: 'same' } satisfies Geometry,
    },
    {
      name: 'more filters than places',
      shape: { batch: 2, height: 3, width: 4, channels: 2 },
      geometry: { kernel: [3, 3], strides: [2, 2], dilations: [1, 1], pad: 'same' } satisfies Geometry,
    },
    {
      name: 'more filters than places, dilated',
      shape: { batch: 3, height: 5, width: 4, channels: 2 },
      geometry: { kernel: [2, 2], strides: [1, 1], dilations: [3, 2], pad: 'valid' } satisfies Geometry,
    },
    {
      name: 'more places than a small image has',
      shape: { batch: 2, height: 12, width: 11, channels: 2 },
      geometry: { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pad: 'same' } satisfies Geometry,
    },
  ])('$name', async ({ shape, geometry }) => {
    const { kernel, strides, dilations, pad } = geometry;
    await checkGradients({
      inputs: [floats(dimensions(shape), next), floats([...kernel, shape.channels, FILTERS], next)],
      forward: (tf, [x, filter]) =>
        tf.conv2d(x as Tensor4D, filter as Tensor4D, pair(strides), pad, 'NHWC', pair(dilations)),
      reference: ([x = [], filter = []]) => conv2dReference(x, filter, shape, FILTERS, geometry),
    });
  });
});

describe('depthwiseConv2d and its gradients', () => {
  test.each(cases(true))('$name', async ({ shape, geometry }) => {
    const { kernel, strides, dilations, pad } = geometry;
    await checkGradients({
      inputs: [floats(dimensions(shape), next), floats([...kernel, shape.channels, 2], next)],
      forward: (tf, [x, filter]) =>
        tf.depthwiseConv2d(x as Tensor4D, filter as Tensor4D, pair(strides), pad, 'NHWC', pair(dilations)),
      reference: ([x = [], filter = []]) => depthwiseReference(x, filter, shape, 2, geometry),
    });
  });
});

describe.each(['max', 'average'] as const)('%s pooling and its gradient', (kind) => {
  test.each(cases(false))('$name', async ({ shape, geometry }) => {
    const { kernel, strides, pad } = geometry;
    await checkGradients({
      inputs: [floats(dimensions(shape), next)],
      forward: (tf, [x]) =>
        kind === 'max'
          ? tf.maxPool(x as Tensor4D, pair(kernel), pair(strides), pad)
          : tf.avgPool(x as Tensor4D, pair(kernel), pair(strides), pad),
      reference: ([x = []]) => poolReference(kind, x, shape, geometry),
    });
  });
});

test('a layer in the middle: convolutions, biases and activations one after the other', async () => {
  const shape = { batch: 2, height: 6, width: 5, channels: 2 };
  const geometry: Geometry = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pad: 'same' };
  const middle = { ...shape, channels: 3 };
  await checkGradients({
    inputs: [
      floats(dimensions(shape), next),
      floats([3, 3, 2, 3], next),
      floats([3], next),
      floats([3, 3, 3, 2], next),
    ],
    forward: (tf, [x, first, bias, second]) => {
      const hidden = tf.relu(
        tf.add(tf.conv2d(x as Tensor4D, first as Tensor4D, 1, 'same'), bias as Tensor4D),
      );
      return tf.tanh(tf.conv2d(hidden as Tensor4D, second as Tensor4D, 1, 'same'));
    },
    reference: ([x = [], first = [], bias = [], second = []]) => {
      const sums = conv2dReference(x, first, shape, 3, geometry);
      const hidden = sums.map((value, index) => Math.max(0, value + (bias[index % 3] ?? 0)));
      return conv2dReference(hidden, second, middle, 2, geometry).map(Math.tanh);
    },
  });
});

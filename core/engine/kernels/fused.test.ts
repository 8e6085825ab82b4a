import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { checkGradients, compute, floats, near, numbers } from '../../testing/gradient-check.ts';
import { conv2dReference, depthwiseReference, type Geometry } from '../../testing/reference-images.ts';

const next = numbers(23);

const ACTIVATIONS = {
  linear: (x: number) => x,
  relu: (x: number) => Math.max(0, x),
  elu: (x: number) => (x > 0 ? x : Math.expm1(x)),
  relu6: (x: number) => Math.min(6, Math.max(0, x)),
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
} as const;

const names = Object.keys(ACTIVATIONS) as (keyof typeof ACTIVATIONS)[];

/** The gradients of TensorFlow.js's fused kernels know these. */
const trained = names.filter((name) => name !== 'sigmoid');

describe('fused kernels give what their parts give', () => {
  const shape = { batch: 2, height: 5, width: 4, channels: 2 };
  const geometry: Geometry = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pad: 'same' };

  test.each(trained)('conv2d with %s and its gradients', async (activation) => {
    await checkGradients({
      inputs: [floats([2, 5, 4, 2], next), floats([3, 3, 2, 3], next), floats([3], next)],
      forward: (tf, [x, filter, bias]) =>
        tf.fused.conv2d({
          x: x as Tensor4D,
          filter: filter as Tensor4D,
          bias: bias as Tensor,
          strides: 1,
          pad: 'same',
          activation,
        }),
      reference: ([x = [], filter = [], bias = []]) =>
        conv2dReference(x, filter, shape, 3, geometry).map((value, index) =>
          ACTIVATIONS[activation](value + (bias[index % 3] ?? 0)),
        ),
    });
  });

  test.each(trained)('matMul with %s and its gradients', async (activation) => {
    await checkGradients({
      inputs: [floats([3, 4], next), floats([4, 2], next), floats([2], next)],
      forward: (tf, [a, b, bias]) =>
        tf.fused.matMul({ a: a as Tensor2D, b: b as Tensor2D, bias: bias as Tensor, activation }),
      reference: ([a = [], b = [], bias = []]) =>
        Array.from({ length: 6 }, (_, index) => {
          const [row, column] = [index >> 1, index & 1];
          const sum = [0, 1, 2, 3].reduce(
            (total, k) => total + (a[row * 4 + k] ?? 0) * (b[k * 2 + column] ?? 0),
            0,
          );
          return ACTIVATIONS[activation](sum + (bias[column] ?? 0));
        }),
    });
  });

  test.each(names)('depthwiseConv2d with %s', async (activation) => {
    const x = floats([2, 5, 4, 2], next);
    const filter = floats([3, 3, 2, 2], next);
    const { y } = await compute(
      (tf, inputs) => ({
        y: tf.fused.depthwiseConv2d({
          x: inputs.x as Tensor4D,
          filter: inputs.filter as Tensor4D,
          strides: 1,
          pad: 'same',
          activation,
        }),
      }),
      { x, filter },
    );
    const expected = depthwiseReference([...x.data], [...filter.data], shape, 2, geometry);
    near('y', y?.data, expected.map(ACTIVATIONS[activation]), 1e-5);
  });
});

test('einsum multiplies as its equation says', async () => {
  const { y } = await compute(
    (tf, { a, b }) => ({ y: tf.einsum('bij,bjk->bik', a as Tensor, b as Tensor) }),
    {
      a: { dtype: 'float32', shape: [1, 2, 2], data: Float32Array.of(1, 2, 3, 4) },
      b: { dtype: 'float32', shape: [1, 2, 1], data: Float32Array.of(5, 6) },
    },
  );
  expect(y?.shape).toEqual([1, 2, 1]);
  near('y', y?.data, [17, 39], 1e-6);
});

test('mirrored padding repeats the edge, or leaves it out', async () => {
  const outputs = await compute(
    (tf, { x }) => ({
      symmetric: tf.mirrorPad(x as Tensor, [[2, 1]], 'symmetric'),
      reflect: tf.mirrorPad(x as Tensor, [[2, 1]], 'reflect'),
    }),
    { x: { dtype: 'float32', shape: [3], data: Float32Array.of(1, 2, 3) } },
  );
  near('symmetric', outputs.symmetric?.data, [2, 1, 1, 2, 3, 3], 0);
  near('reflect', outputs.reflect?.data, [3, 2, 1, 2, 3, 2], 0);
});

test('channels-first convolutions need no transpose of the images', async () => {
  const x = floats([1, 2, 4, 5], next);
  const filter = floats([3, 3, 2, 3], next);
  const { y, same } = await compute(
    (tf, inputs) => {
      const image = inputs.x as Tensor4D;
      const kernel = inputs.filter as Tensor4D;
      const last = tf.conv2d(tf.transpose(image, [0, 2, 3, 1]), kernel, 1, 'same');
      return {
        y: tf.conv2d(image, kernel, 1, 'same', 'NCHW'),
        same: tf.transpose(last, [0, 3, 1, 2]),
      };
    },
    { x, filter },
  );
  near('y', y?.data, [...(same?.data ?? [])], 1e-6);
});

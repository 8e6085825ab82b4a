import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import type { TensorFlow } from '../../tensorflow.ts';
import { checkGradients, compute, floats, near, numbers } from '../../testing/gradient-check.ts';

const next = numbers(5);

const erf = (x: number): number => {
  // Its Taylor series, which is exact enough for the arguments here.
  let term = x;
  let sum = x;
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };

type Unary = readonly [
  name: string,
  forward: (tf: TensorFlow, x: Tensor) => Tensor,
  reference: (x: number) => number,
  scale?: number,
  offset?: number,
];

/** Arguments are `scale * u + offset` for u in [-0.5, 0.5), away from where a function has no derivative. */
const UNARY: readonly Unary[] = [
  ['abs', (tf, x) => tf.abs(x), Math.abs],
  ['acos', (tf, x) => tf.acos(x), Math.acos],
  ['acosh', (tf, x) => tf.acosh(x), Math.acosh, 1, 2],
  ['asin', (tf, x) => tf.asin(x), Math.asin],
  ['asinh', (tf, x) => tf.asinh(x), Math.asinh, 3],
  ['atan', (tf, x) => tf.atan(x), Math.atan, 3],
  ['atanh', (tf, x) => tf.atanh(x), Math.atanh],
  ['ceil', (tf, x) => tf.ceil(x), Math.ceil, 3],
  ['clipByValue', (tf, x) => tf.clipByValue(x, -0.5, 0.7), (x) => Math.min(0.7, Math.max(-0.5, x)), 3],
  ['cos', (tf, x) => tf.cos(x), Math.cos, 3],
  ['cosh', (tf, x) => tf.cosh(x), Math.cosh, 3],
  ['elu', (tf, x) => tf.elu(x), (x) => (x > 0 ? x : Math.expm1(x)), 4],
  ['erf', (tf, x) => tf.erf(x), erf, 3],
  ['exp', (tf, x) => tf.exp(x), Math.exp, 3],
  ['expm1', (tf, x) => tf.expm1(x), Math.expm1, 3],
  ['floor', (tf, x) => tf.floor(x), Math.floor, 3],
  ['leakyRelu', (tf, x) => tf.leakyRelu(x, 0.3), (x) => (x > 0 ? x : 0.3 * x), 4],
  ['log', (tf, x) => tf.log(x), Math.log, 1, 1],
  ['log1p', (tf, x) => tf.log1p(x), Math.log1p, 1.5],
  ['neg', (tf, x) => tf.neg(x), (x) => -x],
  ['reciprocal', (tf, x) => tf.reciprocal(x), (x) => 1 / x, 1, 2],
  ['relu', (tf, x) => tf.relu(x), (x) => Math.max(0, x), 4],
  ['relu6', (tf, x) => tf.relu6(x), (x) => Math.min(6, Math.max(0, x)), 20],
  ['rsqrt', (tf, x) => tf.rsqrt(x), (x) => 1 / Math.sqrt(x), 1, 2],
  ['selu', (tf, x) => tf.selu(x), (x) => SELU.scale * (x > 0 ? x : SELU.alpha * Math.expm1(x)), 4],
  ['sigmoid', (tf, x) => tf.sigmoid(x), sigmoid, 8],
  ['sign', (tf, x) => tf.sign(x), Math.sign, 3],
  ['sin', (tf, x) => tf.sin(x), Math.sin, 3],
  ['sinh', (tf, x) => tf.sinh(x), Math.sinh, 3],
  ['softplus', (tf, x) => tf.softplus(x), (x) => Math.log1p(Math.exp(x)), 8],
  ['sqrt', (tf, x) => tf.sqrt(x), Math.sqrt, 1, 2],
  ['square', (tf, x) => tf.square(x), (x) => x * x, 3],
  ['tan', (tf, x) => tf.tan(x), Math.tan, 2],
  ['tanh', (tf, x) => tf.tanh(x), Math.tanh, 4],
  ['swish', (tf, x) => tf.mul(x, tf.sigmoid(x)), (x) => x * sigmoid(x), 6],
  [
    'gelu',
    (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.div(x, Math.SQRT2)), 1)),
    (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
    4,
  ],
  ['softsign', (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)), (x) => x / (1 + Math.abs(x)), 4],
  [
    'hardSigmoid',
    (tf, x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
    (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
    10,
  ],
];

describe('functions of one value and their derivatives', () => {
  test.each(UNARY.map((row) => [...row] as const))(
    '%s',
    async (_name, forward, reference, scale = 1, offset = 0) => {
      await checkGradients({
        inputs: [floats([5, 7], () => scale * next() + offset)],
        forward: (tf, [x]) => forward(tf, x as Tensor),
        reference: ([x = []]) => x.map(reference),
      });
    },
  );

  test('round goes to the even neighbour, step tells numbers above zero', async () => {
    const x = { dtype: 'float32', shape: [5], data: Float32Array.of(-1.5, 0.5, 2.5, 0, 1.2) } as const;
    const outputs = await compute(
      (tf, { x }) => ({
        round: tf.round(x as Tensor),
        step: tf.step(x as Tensor, 0.25),
        isNaN: tf.cast(tf.isNaN(tf.log(x as Tensor)), 'float32'),
        isInf: tf.cast(tf.isInf(tf.log(x as Tensor)), 'float32'),
        isFinite: tf.cast(tf.isFinite(tf.log(x as Tensor)), 'float32'),
      }),
      { x },
    );
    near('round', outputs.round?.data, [-2, 0, 2, 0, 1], 0);
    near('step', outputs.step?.data, [0.25, 1, 1, 0.25, 1], 0);
    near('isNaN', outputs.isNaN?.data, [1, 0, 0, 0, 0], 0);
    near('isInf', outputs.isInf?.data, [0, 0, 0, 1, 0], 0);
    near('isFinite', outputs.isFinite?.data, [0, 1, 1, 0, 1], 0);
  });

  test('expm1 and log1p keep their digits near zero', async () => {
    const x = { dtype: 'float32', shape: [3], data: Float32Array.of(1e-6, -3e-5, 2e-3) } as const;
    const outputs = await compute(
      (tf, { x }) => ({ expm1: tf.expm1(x as Tensor), log1p: tf.log1p(x as Tensor) }),
      { x },
    );
    for (const [index, value] of [...x.data].entries()) {
      expect((outputs.expm1?.data[index] ?? 0) / Math.expm1(value)).toBeCloseTo(1, 5);
      expect((outputs.log1p?.data[index] ?? 0) / Math.log1p(value)).toBeCloseTo(1, 5);
    }
  });
});

type Binary = readonly [
  name: string,
  forward: (tf: TensorFlow, a: Tensor, b: Tensor) => Tensor,
  reference: (a: number, b: number) => number,
];

const BINARY: readonly Binary[] = [
  ['add', (tf, a, b) => tf.add(a, b), (a, b) => a + b],
  ['sub', (tf, a, b) => tf.sub(a, b), (a, b) => a - b],
  ['mul', (tf, a, b) => tf.mul(a, b), (a, b) => a * b],
  ['div', (tf, a, b) => tf.div(a, b), (a, b) => a / b],
  ['maximum', (tf, a, b) => tf.maximum(a, b), Math.max],
  ['minimum', (tf, a, b) => tf.minimum(a, b), Math.min],
  ['pow', (tf, a, b) => tf.pow(a, b), (a, b) => a ** b],
  ['squaredDifference', (tf, a, b) => tf.squaredDifference(a, b), (a, b) => (a - b) ** 2],
  ['prelu', (tf, a, b) => tf.prelu(tf.sub(a, 2), b), (a, b) => (a > 2 ? a - 2 : (a - 2) * b)],
  ['where', (tf, a, b) => tf.where(tf.greater(a, 2), a, b), (a, b) => (a > 2 ? a : b)],
];

/** The element of `b` that meets element `index` of `[2, 3, 4]`. */
const MEETS: Readonly<Record<string, (index: number) => number>> = {
  '2,3,4': (index) => index,
  '4': (index) => index % 4,
  '3,1': (index) => Math.floor(index / 4) % 3,
  '2,1,1': (index) => Math.floor(index / 12),
  '': () => 0,
};

describe('functions of two values with broadcasting', () => {
  const rows = BINARY.flatMap((binary) => Object.keys(MEETS).map((shape) => [shape, ...binary] as const));
  test.each(rows)('[2,3,4] and [%s]: %s', async (shape, _name, forward, reference) => {
    const dimensions = shape === '' ? [] : shape.split(',').map(Number);
    await checkGradients({
      inputs: [floats([2, 3, 4], () => next() + 2), floats(dimensions, () => next() + 2)],
      forward: (tf, [a, b]) => forward(tf, a as Tensor, b as Tensor),
      reference: ([a = [], b = []]) =>
        a.map((value, index) => reference(value, b[MEETS[shape]?.(index) ?? 0] ?? 0)),
    });
  });

  test('comparisons, logic and whole numbers', async () => {
    const ints = (...values: number[]) =>
      ({ dtype: 'int32', shape: [values.length], data: Int32Array.from(values) }) as const;
    const outputs = await compute(
      (tf, { a, b }) => {
        const [x, y] = [a as Tensor, b as Tensor];
        const positive = tf.greater(x, 0);
        const even = tf.equal(tf.mod(x, 2), 0);
        return {
          floorDiv: tf.floorDiv(x, y),
          mod: tf.mod(x, y),
          less: tf.cast(tf.less(x, y), 'int32'),
          notEqual: tf.cast(tf.notEqual(x, y), 'int32'),
          and: tf.cast(tf.logicalAnd(positive, even), 'int32'),
          or: tf.cast(tf.logicalOr(positive, even), 'int32'),
          xor: tf.cast(tf.logicalXor(positive, even), 'int32'),
          not: tf.cast(tf.logicalNot(positive), 'int32'),
        };
      },
      { a: ints(7, -7, 7, -7, 6), b: ints(2, 2, -2, -2, 6) },
    );
    near('floorDiv', outputs.floorDiv?.data, [3, -4, -4, 3, 1], 0);
    near('mod', outputs.mod?.data, [1, 1, -1, -1, 0], 0);
    near('less', outputs.less?.data, [0, 1, 0, 1, 0], 0);
    near('notEqual', outputs.notEqual?.data, [1, 1, 1, 1, 0], 0);
    near('and', outputs.and?.data, [0, 0, 0, 0, 1], 0);
    near('or', outputs.or?.data, [1, 0, 1, 0, 1], 0);
    near('xor', outputs.xor?.data, [1, 0, 1, 0, 0], 0);
    near('not', outputs.not?.data, [0, 1, 0, 1, 0], 0);
  });

  test('arithmetic on what a convolution gave knows its channels', async () => {
    await checkGradients({
      inputs: [
        floats([2, 3, 3, 2], next),
        floats([1, 1, 2, 4], next),
        floats([4], next),
        floats([3, 1], next),
      ],
      forward: (tf, [x, filter, channel, column]) => {
        const image = tf.conv2d(x as never, filter as never, 1, 'valid');
        return tf.add(tf.mul(image, channel as Tensor), column as Tensor);
      },
      reference: ([x = [], filter = [], channel = [], column = []]) =>
        Array.from({ length: 2 * 9 * 4 }, (_, index) => {
          const [pixel, output] = [Math.floor(index / 4), index % 4];
          const sum =
            (x[pixel * 2] ?? 0) * (filter[output] ?? 0) + (x[pixel * 2 + 1] ?? 0) * (filter[4 + output] ?? 0);
          return sum * (channel[output] ?? 0) + (column[pixel % 3] ?? 0);
        }),
    });
  });
});

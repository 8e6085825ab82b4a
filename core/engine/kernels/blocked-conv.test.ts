import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { describe, expect, test } from 'vitest';
import { createOrtRuntime } from '../../../host/engine/ort-runtime.ts';
import { floats, near, numbers } from '../../testing/gradient-check.ts';
import { createCompiledEngine } from '../compiled-engine.ts';
import type { Engine, Program, TensorData } from '../engine.ts';
import type { GraphRuntime } from '../runtime.ts';

const runtime = createOrtRuntime({ threads: 2 });
const plainRuntime: GraphRuntime = { ...runtime, channelBlock: async () => undefined };
const loaded: string[] = [];
const blockedRuntime: GraphRuntime = {
  ...runtime,
  load: (model) => {
    loaded.push(Buffer.from(model).toString('latin1'));
    return runtime.load(model);
  },
};
const engines = {
  plain: createCompiledEngine(tf, plainRuntime),
  blocked: createCompiledEngine(tf, blockedRuntime),
};
const hasBlocks = (await runtime.channelBlock?.()) !== undefined;

type Body = (x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor1D) => tf.Tensor;

async function run(engine: Engine, program: Program, feeds: Record<string, TensorData>) {
  const session = await engine.open({});
  const outputs = await (await session.prepare(program, feeds)).run(feeds);
  await session.release();
  return outputs;
}

/** Result and gradients in blocks, against those without, which finite differences have proven. */
async function compare(xShape: readonly number[], filterShape: readonly number[], body: Body): Promise<void> {
  const next = numbers(3);
  const feeds = {
    x: floats(xShape, next),
    filter: floats(filterShape, next),
    bias: floats(filterShape.slice(3), next),
  };
  const program: Program = {
    name: 'blocks',
    state: [],
    body: (tf, { x, filter, bias }) => {
      const weighted = (...given: tf.Tensor[]) => {
        const [x, filter, bias] = given as [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D];
        const y = body(x, filter, bias);
        const weights = tf.reshape(tf.sin(tf.range(0, y.size)), y.shape);
        return tf.sum(tf.mul(y, weights)) as tf.Scalar;
      };
      const given = [x, filter, bias] as [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D];
      const [dx, dFilter, dBias] = tf.grads(weighted)(given) as [tf.Tensor, tf.Tensor, tf.Tensor];
      return { outputs: { y: body(...given), dx, dFilter, dBias }, state: {} };
    },
  };
  const expected = await run(engines.plain, program, feeds);
  loaded.length = 0;
  const received = await run(engines.blocked, program, feeds);
  expect(loaded.some((model) => model.includes('com.microsoft.nchwc'))).toBe(hasBlocks);
  for (const [name, { data }] of Object.entries(expected)) {
    const scale = Math.max(...Array.from(data, Math.abs));
    near(
      name,
      Array.from(received[name]?.data ?? [], (value) => value / scale),
      Array.from(data, (value) => value / scale),
      2e-6,
    );
  }
}

describe('a convolution and its gradients are the same in blocks of channels', () => {
  const convolution =
    (strides: [number, number] | number, pad: 'same' | 'valid', dilations = 1): Body =>
    (x, filter, bias) =>
      tf.add(tf.conv2d(x, filter, strides, pad, 'NHWC', dilations), bias);
  const cases: readonly [string, number[], number[], Body][] = [
    ['one block', [16, 6, 5, 16], [3, 3, 16, 16], convolution(1, 'same')],
    ['a batch that is no whole block', [3, 6, 5, 16], [3, 3, 16, 32], convolution(1, 'same')],
    ['several blocks', [32, 4, 5, 32], [2, 3, 32, 48], convolution(1, 'valid')],
    ['the three channels of a picture', [16, 7, 6, 3], [3, 3, 3, 16], convolution(1, 'same')],
    ['six channels', [16, 7, 6, 6], [5, 5, 6, 16], convolution(1, 'valid')],
    ['one channel', [16, 7, 8, 1], [5, 5, 1, 32], convolution(1, 'valid')],
    ['strides that leave a rest', [16, 8, 7, 16], [3, 3, 16, 16], convolution([2, 3], 'valid')],
    ['strides and padding', [16, 8, 6, 32], [3, 3, 32, 16], convolution(2, 'same')],
    ['single pixels, every second', [16, 6, 6, 16], [1, 1, 16, 32], convolution(2, 'same')],
    ['dilation', [16, 9, 8, 16], [3, 3, 16, 16], convolution(1, 'same', 2)],
    ['an even filter', [16, 5, 5, 16], [2, 2, 16, 16], convolution(1, 'same')],
    ['few filters of few channels', [16, 7, 6, 6], [5, 5, 6, 6], convolution(1, 'same')],
    ['few filters of a block of channels', [32, 5, 8, 32], [3, 3, 32, 4], convolution(1, 'valid')],
    ['half a block of filters', [16, 6, 4, 8], [3, 3, 8, 8], convolution(1, 'same')],
    ['few filters and an odd height', [16, 7, 4, 5], [2, 3, 5, 5], convolution(1, 'same')],
    ['a little less than a block of filters', [16, 5, 6, 15], [3, 3, 15, 10], convolution(1, 'same')],
    ['few filters of a picture, columns apart', [16, 8, 9, 3], [3, 3, 3, 6], convolution([1, 2], 'valid')],
    ['a result of one pixel', [16, 3, 3, 16], [3, 3, 16, 16], convolution(1, 'valid')],
  ];
  test.each(cases)('%s', async (_, x, filter, body) => {
    await compare(x, filter, body);
  });
});

describe('what follows a convolution is the same in blocks of channels', () => {
  const conv = (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, 1, 'same');
  const cases: readonly [string, Body][] = [
    [
      'an activation, twice read',
      (x, filter, bias) => {
        const sum = tf.add(conv(x, filter), bias);
        return tf.mul(tf.relu(sum), tf.sigmoid(sum));
      },
    ],
    [
      'a second convolution and a shortcut',
      (x, filter, bias) => {
        const y = tf.relu(tf.add(conv(x, filter), bias)) as tf.Tensor4D;
        return tf.add(conv(y, filter), y);
      },
    ],
    ['pooling', (x, filter, bias) => tf.maxPool(tf.add(conv(x, filter), bias) as tf.Tensor4D, 2, 2, 'valid')],
    [
      'overlapping pooling',
      (x, filter, bias) =>
        tf.avgPool(tf.maxPool(tf.add(conv(x, filter), bias) as tf.Tensor4D, 3, 2, 'same'), 2, 2, 'same'),
    ],
    [
      'joining and cutting channels',
      (x, filter, bias) => {
        const y = tf.add(conv(x, filter), bias) as tf.Tensor4D;
        const both = tf.concat([y, x, tf.square(y)], 3);
        return tf.mul(
          tf.slice(both, [0, 0, 0, 16], [-1, -1, -1, 16]),
          tf.slice(both, [0, 1, 0, 8], [-1, 1, -1, 16]),
        );
      },
    ],
    [
      'joining samples, rows and columns',
      (x, filter, bias) => {
        const y = tf.add(conv(x, filter), bias) as tf.Tensor4D;
        return tf.concat(
          [tf.concat([tf.concat([y, x], 0), tf.concat([x, y], 0)], 1), tf.ones([32, 8, 1, 16])],
          2,
        );
      },
    ],
    [
      'borders, and rows turned around',
      (x, filter, bias) => {
        const y = tf.pad(tf.add(conv(x, filter), bias), [
          [0, 0],
          [1, 2],
          [0, 1],
          [0, 0],
        ]);
        return tf.reverse(tf.slice(y, [0, 1, 0, 0], [-1, 5, 3, -1]), 1);
      },
    ],
    [
      'a scale, a shift, a shortcut and an activation',
      (x, filter, bias) => {
        const y = tf.add(tf.mul(conv(x, filter), bias), tf.square(bias));
        return tf.relu(tf.add(y, x));
      },
    ],
    [
      'differences of scaled channels',
      (x, filter, bias) => {
        const [y, z] = [tf.mul(conv(x, filter), bias), tf.sub(bias, tf.mul(x, tf.exp(bias)))];
        return tf.mul(tf.sub(y, z), tf.sub(tf.sub(x, tf.mul(y, bias)), z));
      },
    ],
    [
      'statistics of channels and of samples',
      (x, filter, bias) => {
        const y = tf.add(conv(x, filter), bias);
        const { mean, variance } = tf.moments(y, [0, 1, 2], true);
        const normal = tf.div(tf.sub(y, mean), tf.sqrt(tf.add(variance, 0.1)));
        return tf.add(tf.mul(normal, tf.mean(y, [1, 2], true)), tf.max(y, [1], true));
      },
    ],
    [
      'a choice by comparison',
      (x, filter, bias) => {
        const y = tf.add(conv(x, filter), bias);
        const chosen = tf.where(tf.greater(y, 0), y, tf.mul(x, 2));
        return tf.where(tf.less(y, tf.abs(x)), chosen, tf.square(y));
      },
    ],
    [
      'a factor for each pixel, and one for each sample',
      (x, filter, bias) => {
        const y = tf.add(conv(x, filter), bias);
        const pixels = tf.sum(x, 3, true);
        return tf.mul(tf.mul(y, pixels), tf.max(x, [1, 2, 3], true));
      },
    ],
    ['softmax over channels', (x, filter, bias) => tf.softmax(tf.add(conv(x, filter), bias))],
    [
      'flattening and a product',
      (x, filter, bias) => {
        const flat = tf.reshape(tf.add(conv(x, filter), bias), [16, -1]) as tf.Tensor2D;
        return tf.matMul(flat, flat, false, true);
      },
    ],
    ['the mean of all pixels', (x, filter, bias) => tf.mean(tf.add(conv(x, filter), bias), [1, 2])],
  ];
  test.each(cases)('%s', async (_, body) => {
    await compare([16, 4, 4, 16], [3, 3, 16, 16], body);
  });
});

test('five dimensions alone make no blocks of channels', async () => {
  const [volumes, bias] = [floats([3, 2, 4, 5, 1], numbers(3)), floats([1, 2, 1, 1, 1], numbers(4))];
  const program: Program = {
    name: 'bias of volumes',
    state: [],
    body: (tf, { x, bias }) => ({ outputs: { y: tf.add(x as tf.Tensor, bias as tf.Tensor) }, state: {} }),
  };
  const { y } = await run(engines.blocked, program, { x: volumes, bias });
  const sums = Array.from(
    volumes.data,
    (value, index) => value + Number(bias.data[Math.floor(index / 20) % 2]),
  );
  near('sums', y?.data, sums, 1e-6);
});

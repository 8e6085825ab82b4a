import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { describe, expect, test } from 'vitest';
import { createOrtRuntime } from '../../host/engine/ort-runtime.ts';
import { floats, numbers } from '../testing/gradient-check.ts';
import { createCompiledEngine } from './compiled-engine.ts';
import { type Program, type TensorData, UnsupportedProgram } from './engine.ts';

/** Forms for WebGPU are ordinary graphs: the processor can tell whether they are right. */
const processor = createOrtRuntime({ threads: 1 });
const usual = createCompiledEngine(tf, processor);
const webgpu = createCompiledEngine(tf, { ...processor, device: 'webgpu' });

type Image = tf.Tensor4D;

async function both(body: Program['body'], inputs: Readonly<Record<string, TensorData>>) {
  const program: Program = { name: 'test', state: [], body };
  const results = [usual, webgpu].map(async (engine) => {
    const session = await engine.open({});
    const outputs = await (await session.prepare(program, inputs)).run(inputs);
    await session.release();
    return outputs;
  });
  const [expected = {}, received = {}] = await Promise.all(results);
  return { expected, received };
}

function expectSame(received: Readonly<Record<string, TensorData>>, expected: typeof received): void {
  expect(Object.keys(expected).length).toBeGreaterThan(0);
  for (const [name, { data, shape }] of Object.entries(expected)) {
    expect(received[name]?.shape, name).toEqual(shape);
    const largest = Math.max(...Array.from(data, Math.abs));
    data.forEach((value, index) => {
      expect(Math.abs((received[name]?.data[index] ?? Number.NaN) - value), name).toBeLessThan(
        1e-5 * largest,
      );
    });
  }
}

const next = numbers(3);

describe('the gradient of maximum pooling by comparison', () => {
  test.each([
    { size: [6, 6], pool: [2, 2], strides: [2, 2], pad: 'valid' },
    { size: [7, 5], pool: [2, 2], strides: [2, 2], pad: 'valid' },
    { size: [7, 6], pool: [3, 3], strides: [2, 2], pad: 'same' },
    { size: [5, 6], pool: [3, 2], strides: [1, 1], pad: 'same' },
    { size: [6, 7], pool: [2, 3], strides: [3, 2], pad: 'valid' },
  ] as const)('$size in windows of $pool, strides $strides, $pad', async ({ size, pool, strides, pad }) => {
    const x = floats([2, ...size, 3], next);
    const weigh = floats([2 * 20 * 20 * 3], next);
    const { expected, received } = await both(
      (tf, { x, weigh }) => {
        const gradient = tf.grad((image: tf.Tensor) => {
          const pooled = tf.maxPool(image as Image, [...pool], [...strides], pad);
          return tf.sum(tf.mul(tf.reshape(pooled, [-1]), tf.slice(weigh as tf.Tensor1D, 0, pooled.size)));
        });
        return { outputs: { gradient: gradient(x as Image) }, state: {} };
      },
      { x, weigh },
    );
    expectSame(received, expected);
  });

  test('of equals, the first takes the gradient', async () => {
    const x = { dtype: 'float32', shape: [1, 2, 2, 1], data: Float32Array.of(1, 1, 1, 1) } as const;
    const { received } = await both(
      (tf, { x }) => {
        const gradient = tf.grad((image: tf.Tensor) => tf.sum(tf.maxPool(image as Image, 2, 2, 'valid')));
        return { outputs: { gradient: gradient(x as Image) }, state: {} };
      },
      { x },
    );
    expect(Array.from(received.gradient?.data ?? [])).toEqual([1, 0, 0, 0]);
  });
});

test.each([
  { channels: 6, filters: 8 },
  { channels: 9, filters: 4 },
  { channels: 3, filters: 4 },
])('a convolution of $channels channels into $filters filters, and its gradients', async (shape) => {
  const { expected, received } = await both(
    (tf, { x, filter }) => {
      const forward = (image: tf.Tensor, kernel: tf.Tensor) =>
        tf.conv2d(image as Image, kernel as Image, 1, 'same');
      const [dx, dw] = tf.grads((a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.square(forward(a, b))))([
        x as tf.Tensor,
        filter as tf.Tensor,
      ]);
      return {
        outputs: {
          y: forward(x as Image, filter as Image),
          dx: dx as tf.Tensor,
          dw: dw as tf.Tensor,
        },
        state: {},
      };
    },
    {
      x: floats([2, 5, 5, shape.channels], next),
      filter: floats([3, 3, shape.channels, shape.filters], next),
    },
  );
  expectSame(received, expected);
});

test('a depthwise convolution that makes two channels of each, with its gradients', async () => {
  const { expected, received } = await both(
    (tf, { x, filter }) => {
      const [dx, dw] = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
        tf.sum(tf.square(tf.depthwiseConv2d(a as Image, b as Image, 2, 'same'))),
      )([x as tf.Tensor, filter as tf.Tensor]);
      return { outputs: { dx: dx as tf.Tensor, dw: dw as tf.Tensor }, state: {} };
    },
    { x: floats([2, 6, 6, 4], next), filter: floats([3, 3, 4, 2], next) },
  );
  expectSame(received, expected);
});

test.each([8, 60])('%i parts, more than a shader reaches, joined and parted again', async (count) => {
  const { expected, received } = await both(
    (tf, { x }) => {
      const parts = tf.split(x as tf.Tensor, count, 1);
      const joined = tf.concat([...parts].reverse(), 1);
      const last = tf.concat(tf.split(joined, [...new Array(count).fill(1), count], 1).slice(1), 1);
      return { outputs: { joined, last, sine: tf.sin(parts[count - 2] as tf.Tensor) }, state: {} };
    },
    { x: floats([3, 2 * count, 2], next) },
  );
  expectSame(received, expected);
});

test('places of maxima are refused before anything runs', async () => {
  const program: Program = {
    name: 'places',
    state: [],
    body: (tf, { x }) => ({
      outputs: { places: tf.maxPoolWithArgmax(x as Image, 2, 2, 'valid').indexes as tf.Tensor },
      state: {},
    }),
  };
  const x = floats([1, 4, 4, 1], next);
  const session = await webgpu.open({});
  const refused = session.prepare(program, { x });
  await expect(refused).rejects.toThrow(UnsupportedProgram);
  await expect(refused).rejects.toThrow(
    'The program asks where the maxima stand (MaxPoolWithArgmax), which the engine "webgpu" cannot say. Use the engine "cpu".',
  );
});

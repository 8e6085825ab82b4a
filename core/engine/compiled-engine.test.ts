import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, test } from 'vitest';
import { createOrtRuntime } from '../../host/engine/ort-runtime.ts';
import { createCompiledEngine } from './compiled-engine.ts';
import type { Program, TensorData } from './engine.ts';

const engine = createCompiledEngine(tf, createOrtRuntime({ threads: 1 }));

const floats = (values: readonly number[], shape: readonly number[] = [values.length]): TensorData => ({
  dtype: 'float32',
  shape,
  data: Float32Array.from(values),
});

/** Least squares by gradient descent: one weight row, one bias. */
const descent: Program = {
  name: 'descent',
  state: ['weight', 'bias'],
  body: (tf, inputs, state) => {
    const { x, y } = inputs as Record<'x' | 'y', tf.Tensor2D>;
    const { weight, bias } = state as { weight: tf.Tensor2D; bias: tf.Tensor1D };
    const loss = (w: tf.Tensor, b: tf.Tensor) =>
      tf.mean(tf.squaredDifference(tf.add(tf.matMul(x, w as tf.Tensor2D), b), y)) as tf.Scalar;
    const { value, grads } = tf.valueAndGrads(loss as (...args: tf.Tensor[]) => tf.Tensor)([weight, bias]);
    const [dw, db] = grads as [tf.Tensor, tf.Tensor];
    return {
      outputs: { loss: value },
      state: { weight: tf.sub(weight, tf.mul(dw, 0.1)), bias: tf.sub(bias, tf.mul(db, 0.1)) },
    };
  },
};

const batch = (rows: number) => ({
  x: floats(
    Array.from({ length: rows * 2 }, (_, index) => Math.sin(index)),
    [rows, 2],
  ),
  y: floats(
    Array.from({ length: rows }, (_, row) => Math.sin(2 * row) - 2 * Math.sin(2 * row + 1) + 0.5),
    [rows, 1],
  ),
});

const start = { weight: floats([0, 0], [2, 1]), bias: floats([0]) };

test('a program finds the weights that made the data', async () => {
  const session = await engine.open(start);
  const step = await session.prepare(descent, batch(8));
  let loss = Number.NaN;
  for (let index = 0; index < 400; index++) loss = (await step.run(batch(8))).loss?.data[0] ?? Number.NaN;
  const { weight, bias } = await session.readState();
  expect(loss).toBeLessThan(1e-6);
  expect(weight?.data[0]).toBeCloseTo(1, 2);
  expect(weight?.data[1]).toBeCloseTo(-2, 2);
  expect(bias?.data[0]).toBeCloseTo(0.5, 2);
  await session.release();
});

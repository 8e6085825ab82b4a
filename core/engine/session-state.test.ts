import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, test } from 'vitest';
import { createOrtRuntime } from '../../host/engine/ort-runtime.ts';
import { createCompiledEngine } from './compiled-engine.ts';
import type { Program, TensorData } from './engine.ts';

const engine = createCompiledEngine(tf, createOrtRuntime({ threads: 1 }));

/** Each number becomes twice itself and one more; the sum of all is told. */
const grow: Program = {
  name: 'grow',
  state: ['a', 'b'],
  body: (tf, _inputs, state) => {
    const { a, b } = state as Record<'a' | 'b', tf.Tensor>;
    const next = { a: tf.add(tf.mul(a, 2), 1), b: tf.add(tf.mul(b, 2), 1) };
    return { outputs: { sum: tf.add(tf.sum(next.a), tf.sum(next.b)) }, state: next };
  },
};

const floats = (...values: number[]): TensorData => ({
  dtype: 'float32',
  shape: [values.length],
  data: Float32Array.from(values),
});

test('arrays that are written again and again never show through', async () => {
  const start = { a: floats(0, 1), b: floats(5) };
  const session = await engine.open(start);
  const step = await session.prepare(grow, {});
  const seen: Record<string, TensorData>[] = [];
  for (let index = 0; index < 5; index++) {
    await step.run({});
    seen.push(await session.readState());
  }
  expect([...start.a.data, ...start.b.data]).toEqual([0, 1, 5]);
  expect(seen.map(({ a }) => Array.from(a?.data ?? []))).toEqual([
    [1, 3],
    [3, 7],
    [7, 15],
    [15, 31],
    [31, 63],
  ]);
  await session.release();
});

test('a step that was taken back gives the same when taken again', async () => {
  const session = await engine.open({ a: floats(0, 1), b: floats(5) });
  const step = await session.prepare(grow, {});
  await step.run({});
  await step.run({});
  const before = await session.readState();
  const third = await step.run({});
  await session.undo();
  expect(await session.readState()).toEqual(before);
  expect(await step.run({})).toEqual(third);
  await session.undo();
  await session.writeState({ b: floats(9) });
  await step.run({});
  expect((await session.readState()).b?.data).toEqual(Float32Array.of(19));
  expect((await session.readState()).a).toEqual({ ...before.a, data: Float32Array.of(7, 15) });
  await session.release();
});

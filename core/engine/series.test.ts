import { expect, test } from 'vitest';
import type { Tensor } from '../tensorflow.ts';
import { floats, numbers, testEngine } from '../testing/gradient-check.ts';
import type { Program, TensorData } from './engine.ts';
import { inSeries } from './series.ts';

const STEPS = 8;

/** Sums of numbers that lie side by side, which the runtime takes in an order that depends on where they lie. */
const sums: Program = {
  name: 'sums',
  state: ['total'],
  body: (tf, { x }, { total }) => {
    const sum = tf.sum(tf.sum(x as Tensor, 1));
    return { outputs: { sum }, state: { total: tf.add(total as Tensor, sum) } };
  },
};

// A step of 3 x 7 numbers begins at another place than a multiple of four; one of 4 x 7, 3 x 8 and 1 does not.
test.each([
  [3, 7],
  [1, 31],
  [5, 61],
  [4, 7],
  [3, 8],
  [1, 1],
])('runs over [%i, %i] give in series what they give by themselves, bit for bit', async (rows, columns) => {
  const size = rows * columns;
  const { data } = floats([STEPS, size], numbers(5));
  const session = await testEngine.open({
    total: { dtype: 'float32', shape: [], data: Float32Array.of(0.1) },
  });
  const given = (shape: readonly number[], from: number, to: number): Record<string, TensorData> => ({
    x: { dtype: 'float32', shape, data: Float32Array.from(data.subarray(from, to)) },
  });
  const start = await session.readState();
  const singly: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const inputs = given([rows, columns], step * size, (step + 1) * size);
    const { sum } = await (await session.prepare(sums, inputs)).run(inputs);
    singly.push(...(sum?.data ?? []));
  }
  const after = await session.readState();
  await session.writeState(start);
  const inputs = given([STEPS, rows, columns], 0, STEPS * size);
  const { sum } = await (await session.prepare(inSeries(sums), inputs)).run(inputs);
  expect([...(sum?.data ?? [])]).toEqual(singly);
  expect(await session.readState()).toEqual(after);
  await session.release();
});

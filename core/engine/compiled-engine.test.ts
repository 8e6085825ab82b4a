import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { describe, expect, test } from 'vitest';
import { createOrtRuntime } from '../../host/engine/ort-runtime.ts';
import { createCompiledEngine } from './compiled-engine.ts';
import { type Program, type TensorData, UnsupportedProgram } from './engine.ts';
import { randomUniform } from './random.ts';

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

/** A step with dropout and a convolution: everything that could differ from run to run. */
const noisy: Program = {
  name: 'noisy',
  state: ['filter', 'weight', 'count'],
  body: (tf, inputs, state) => {
    const { x, seed } = inputs as { x: tf.Tensor4D; seed: tf.Tensor1D };
    const { filter, weight, count } = state as { filter: tf.Tensor4D; weight: tf.Tensor2D; count: tf.Tensor };
    const loss = (f: tf.Tensor, w: tf.Tensor): tf.Scalar => {
      const image = tf.maxPool(tf.relu(tf.conv2d(x, f as tf.Tensor4D, 1, 'same')), 2, 2, 'valid');
      const kept = tf.cast(tf.greater(randomUniform(tf, seed, 0, image.shape), 0.5), 'float32');
      const flat = tf.reshape(tf.mul(image, kept), [x.shape[0], -1]) as tf.Tensor2D;
      return tf.neg(tf.mean(tf.slice(tf.logSoftmax(tf.matMul(flat, w as tf.Tensor2D)), [0, 0], [-1, 1])));
    };
    const { value, grads } = tf.valueAndGrads(loss as (...args: tf.Tensor[]) => tf.Tensor)([filter, weight]);
    const [df, dw] = grads as [tf.Tensor, tf.Tensor];
    return {
      outputs: { loss: value },
      state: {
        filter: tf.sub(filter, tf.mul(df, 0.05)),
        weight: tf.sub(weight, tf.mul(dw, 0.05)),
        count: tf.add(count, 1),
      },
    };
  },
};

const wave = (shape: readonly number[]): TensorData =>
  floats(
    Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => Math.sin(i * i)),
    shape,
  );

const noisyState = { filter: wave([3, 3, 1, 4]), weight: wave([64, 3]), count: floats([0], []) };

const noisyInputs = (rows: number, step: number): Record<'x' | 'seed', TensorData> => ({
  x: wave([rows, 8, 8, 1]),
  seed: { dtype: 'int32', shape: [2], data: Int32Array.of(17, step) },
});

async function losses(steps: number, batches: (step: number) => number): Promise<number[]> {
  const session = await engine.open(noisyState);
  const found: number[] = [];
  for (let step = 0; step < steps; step++) {
    const inputs = noisyInputs(batches(step), step);
    const executable = await session.prepare(noisy, inputs);
    found.push(Number((await executable.run(inputs)).loss?.data[0]));
  }
  const { count } = await session.readState(['count']);
  expect(count?.data[0]).toBe(steps);
  await session.release();
  return found;
}

test('two runs from one seed give the same losses to the last bit', async () => {
  const first = await losses(12, () => 5);
  expect(await losses(12, () => 5)).toEqual(first);
  expect(new Set(first).size).toBe(12);
});

test('a smaller last batch moves the same state on', async () => {
  const mixed = await losses(9, (step) => (step % 3 === 2 ? 2 : 5));
  const whole = await losses(9, () => 5);
  expect(mixed.slice(0, 2)).toEqual(whole.slice(0, 2));
  expect(mixed[3]).not.toBe(whole[3]);
});

test('hundreds of steps and of fresh programs leave no tensors behind', async () => {
  await losses(3, () => 4);
  const before = tf.memory();
  await losses(300, () => 4);
  for (let round = 0; round < 20; round++) await losses(1, () => 1 + (round % 3));
  const { numTensors, numDataBuffers } = tf.memory();
  expect({ numTensors, numDataBuffers }).toEqual({
    numTensors: before.numTensors,
    numDataBuffers: before.numDataBuffers,
  });
});

describe('the state', () => {
  test('is copied in and out', async () => {
    const session = await engine.open(start);
    const read = await session.readState(['bias']);
    read.bias?.data.fill(9);
    expect((await session.readState(['bias'])).bias?.data[0]).toBe(0);
    const value = floats([4]);
    await session.writeState({ bias: value });
    value.data.fill(5);
    expect((await session.readState()).bias?.data[0]).toBe(4);
    await session.release();
  });

  test('refuses a value of another shape', async () => {
    const session = await engine.open(start);
    await expect(session.writeState({ bias: floats([1, 2]) })).rejects.toThrow(
      '"bias" cannot take a value of type float32[2]: it is float32[1].',
    );
    await session.release();
  });

  test('may come out of a program unchanged, as an input, or twice', async () => {
    const session = await engine.open({ a: floats([1, 2]), b: floats([3, 4]) });
    const swap: Program = {
      name: 'swap',
      state: ['a', 'b'],
      body: (_tf, { x }, { a, b }) => ({
        outputs: { was: a as tf.Tensor, again: a as tf.Tensor },
        state: { a: b as tf.Tensor, b: x as tf.Tensor },
      }),
    };
    const executable = await session.prepare(swap, { x: floats([0, 0]) });
    const outputs = await executable.run({ x: floats([5, 6]) });
    expect([...(outputs.was?.data ?? []), ...(outputs.again?.data ?? [])]).toEqual([1, 2, 1, 2]);
    const { a, b } = await session.readState();
    expect([...(a?.data ?? []), ...(b?.data ?? [])]).toEqual([3, 4, 5, 6]);
    await session.release();
  });
});

describe('refusals, before anything runs', () => {
  const prepare = async (body: Program['body']) => {
    const session = await engine.open(start);
    const inputs = { x: floats([1, 2, 3, 4], [2, 2]) };
    return session.prepare({ name: 'train', state: ['bias'], body }, inputs);
  };

  test('an operation that the engine lacks, by its name', async () => {
    const refused = prepare((tf, { x }) => ({
      outputs: { y: tf.fft(tf.cast(x as tf.Tensor, 'complex64')) },
      state: {},
    }));
    await expect(refused).rejects.toThrow(UnsupportedProgram);
  });

  test('a kernel that is missing', async () => {
    const refused = prepare((tf, { x }) => ({
      outputs: { y: tf.engine().runKernel('Unknown', { x: x as tf.Tensor }) },
      state: {},
    }));
    await expect(refused).rejects.toThrow(
      'The program "train" needs the operation Unknown, which this engine cannot compute. Nothing was run.',
    );
  });

  test('a kernel that is refused, with the reason', async () => {
    const refused = prepare((tf, { x }) => ({
      outputs: { y: tf.multinomial(x as tf.Tensor2D, 3) },
      state: {},
    }));
    await expect(refused).rejects.toThrow(
      'The program needs the operation Multinomial. Its random numbers cannot be repeated after a resume. ' +
        'Draw from randomUniform with a seed in its place.',
    );
  });

  test('a look at the values of a tensor', async () => {
    const refused = prepare((tf, { x }) => ({
      outputs: { y: tf.scalar(tf.sum(x as tf.Tensor).dataSync()[0] ?? 0) },
      state: {},
    }));
    await expect(refused).rejects.toThrow('The program reads the values of a tensor');
  });

  test('state of another shape than it had', async () => {
    const refused = prepare((_tf, { x }) => ({ outputs: {}, state: { bias: x as tf.Tensor } }));
    await expect(refused).rejects.toThrow(
      'The program "train" gives "bias" a value of type float32[2,2]. It is float32[1] and must stay so.',
    );
  });

  test('an input of another shape than the program was made for', async () => {
    const executable = await prepare((_tf, { x }) => ({ outputs: { x: x as tf.Tensor }, state: {} }));
    await expect(executable.run({ x: floats([1, 2]) })).rejects.toThrow(
      'The program "train" was made for "x" of type float32[2,2], but got float32[2].',
    );
    await executable.release();
  });
});

test('outside programs the backend computes what is read, as any other', async () => {
  await tf.setBackend('layerloom');
  const sum = tf.sum(tf.mul(tf.tensor1d([1, 2, 3]), 2));
  expect([...(await sum.data())]).toEqual([12]);
  expect(sum.dataSync()[0]).toBe(12);
  sum.dispose();
});

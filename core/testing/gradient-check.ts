/**
 * Holds the engine's results and gradients against a reference in double precision: central differences of a
 * plain forward function that knows nothing of tensors.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect } from 'vitest';
import { createOrtRuntime } from '../../host/engine/ort-runtime.ts';
import { createCompiledEngine } from '../engine/compiled-engine.ts';
import { DEVICES } from '../engine/device.ts';
import type { Program, TensorData } from '../engine/engine.ts';
import type { TensorFlow } from '../tensorflow.ts';

/** Another device than the processor, to hold that to the same checks: `LAYERLOOM_TEST_DEVICE=webgpu`. */
const device = DEVICES.find((name) => name === process.env.LAYERLOOM_TEST_DEVICE) ?? 'cpu';

export const testRuntime = createOrtRuntime({ threads: 2, device });

export const testEngine = createCompiledEngine(tf, testRuntime);

/** Repeatable numbers in [-0.5, 0.5). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

export function floats(shape: readonly number[], next: () => number): TensorData {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return { dtype: 'float32', shape, data: Float32Array.from({ length: size }, next) };
}

/** Runs one function of tensors by itself on the engine. */
export async function compute(
  body: (tf: TensorFlow, inputs: Record<string, tf.Tensor>) => Record<string, tf.Tensor>,
  inputs: Readonly<Record<string, TensorData>> = {},
): Promise<Readonly<Record<string, TensorData>>> {
  const program: Program = {
    name: 'test',
    state: [],
    body: (tf, given) => ({ outputs: body(tf, { ...given }), state: {} }),
  };
  const session = await testEngine.open({});
  const executable = await session.prepare(program, inputs);
  const outputs = await executable.run(inputs);
  await session.release();
  return outputs;
}

export interface GradientCase {
  readonly inputs: readonly TensorData[];
  readonly forward: (tf: TensorFlow, inputs: readonly tf.Tensor[]) => tf.Tensor;
  /** The same in double precision, on flat arrays. */
  readonly reference: (inputs: readonly (readonly number[])[]) => readonly number[];
  /** Relative to the largest value; float32 sums lose a few digits. */
  readonly tolerance?: number;
}

/** Elements of each input whose gradient is checked: all of a small one, spread over a large one. */
const PROBES = 40;
const STEP = 1e-5;

export async function checkGradients({
  inputs,
  forward,
  reference,
  tolerance = 1e-4,
}: GradientCase): Promise<void> {
  const exact = inputs.map(({ data }) => Array.from(data, Number));
  const expected = reference(exact);
  const next = numbers(7);
  const weights = expected.map(() => next());
  const feeds = Object.fromEntries([
    ...inputs.map((data, index) => [`x${index}`, data] as const),
    ['weights', { dtype: 'float32', shape: [weights.length], data: Float32Array.from(weights) }] as const,
  ]);
  const outputs = await compute((tf, given) => {
    const xs = inputs.map((_, index) => given[`x${index}`] as tf.Tensor);
    const y = forward(tf, xs);
    const grads = tf.grads((...variables) =>
      tf.sum(tf.mul(tf.reshape(forward(tf, variables), [-1]), given.weights as tf.Tensor)),
    )(xs);
    return { y, ...Object.fromEntries(grads.map((grad, index) => [`g${index}`, grad])) };
  }, feeds);
  near('result', outputs.y?.data, expected, tolerance);
  // What the engine multiplied with, to the last bit.
  const exactWeights = Array.from(Float32Array.from(weights));
  const total = (at: readonly (readonly number[])[]) =>
    reference(at).reduce((sum, value, index) => sum + value * (exactWeights[index] ?? 0), 0);
  for (const [index, values] of exact.entries()) {
    const gradient = outputs[`g${index}`]?.data ?? new Float32Array();
    expect(gradient.length, `size of gradient ${index}`).toBe(values.length);
    const stride = Math.max(1, Math.floor(values.length / PROBES));
    const probes = values.map((_, place) => place).filter((place) => place % stride === 0);
    const differences = probes.map((place) => {
      const shifted = (by: number) =>
        exact.map((list, which) =>
          which === index ? list.map((value, i) => (i === place ? value + by : value)) : list,
        );
      return (total(shifted(STEP)) - total(shifted(-STEP))) / (2 * STEP);
    });
    near(
      `gradient ${index}`,
      probes.map((place) => Number(gradient[place])),
      differences,
      tolerance,
    );
  }
}

export function near(
  what: string,
  received: ArrayLike<number> | undefined,
  expected: readonly number[],
  tolerance: number,
): void {
  expect(received?.length, `number of values of ${what}`).toBe(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  for (const [index, value] of expected.entries()) {
    const difference = Math.abs(Number(received?.[index]) - value);
    expect(difference, `${what}[${index}]: ${received?.[index]}, expected ${value}`).toBeLessThanOrEqual(
      tolerance * scale,
    );
  }
}

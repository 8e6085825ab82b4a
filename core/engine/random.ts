/**
 * Random numbers for programs: a function of seed, step and stream, never of hidden state, so that a resumed run
 * draws what the whole one would have drawn.
 */
import type { RandomSource } from '../layers/call-context.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { RANDOM_UNIFORM } from './kernels/random.ts';
import { randomUniformReference } from './random-reference.ts';
import { TRACING_BACKEND } from './tracing-backend-name.ts';

/**
 * Independent float32 numbers in [0, 1). `seed` is an int32 tensor of two: the run's seed and the step. Calls
 * that must not draw the same numbers differ in `stream`.
 */
export function randomUniform(
  tf: TensorFlow,
  seed: Tensor,
  stream: number,
  shape: readonly number[],
): Tensor {
  if (tf.getBackend() === TRACING_BACKEND) {
    return tf.engine().runKernel(RANDOM_UNIFORM, { seed }, { stream, shape: [...shape] });
  }
  const [run = 0, step = 0] = seed.dataSync();
  return tf.tensor(randomUniformReference(run, step, stream, shape), [...shape], 'float32');
}

/** Gives every call a stream of its own, in the order of the calls. */
export function randomSource(tf: TensorFlow, seed: Tensor): RandomSource {
  let stream = 0;
  return { uniform: (shape) => randomUniform(tf, seed, stream++, shape) };
}

/** Enlarging by repeating every step, pixel or voxel along each axis. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** `factors` has one number for each axis between batch and channels. */
export function repeatPlaces(tf: TensorFlow, x: Tensor, factors: readonly number[]): Tensor {
  return factors.reduce((copies, factor, index) => repeatAxis(tf, copies, index + 1, factor), x);
}

/** Multiplying with ones repeats along a new axis of length 1, and its gradient is the sum over the copies. */
function repeatAxis(tf: TensorFlow, x: Tensor, axis: number, factor: number): Tensor {
  if (factor === 1) return x;
  const size = (lengths: readonly number[]) => lengths.reduce((product, length) => product * length, 1);
  const outer = size(x.shape.slice(0, axis + 1));
  const inner = size(x.shape.slice(axis + 1));
  const copies = tf.mul(tf.reshape(x, [outer, 1, inner]), tf.ones([1, factor, 1]));
  const shape = x.shape.map((length, place) => (place === axis ? length * factor : length));
  return tf.reshape(copies, shape);
}

export function emitRepeatPlaces(
  emitter: OnnxEmitter,
  input: OnnxValue,
  factors: readonly number[],
): OnnxValue {
  const x = emitter.channelsFirst(input).name;
  const name = emitter.node('Resize', [x, '', emitter.float([1, 1, ...factors])], {
    attributes: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  });
  const size = sampleShape(input.shape).slice(0, -1);
  const enlarged = size.map((length, axis) => length * (factors[axis] ?? 1));
  return { name, shape: [null, ...enlarged, input.shape.at(-1) ?? 1], layout: 'channels-first' };
}

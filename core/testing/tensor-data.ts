/** Numbers written out in tests as the data of tensors: a vector, or of the given shape. */
import type { TensorData } from '../engine/engine.ts';

export function floats(values: readonly number[], shape: readonly number[] = [values.length]): TensorData {
  return { dtype: 'float32', shape, data: Float32Array.from(values) };
}

export function integers(values: readonly number[], shape: readonly number[] = [values.length]): TensorData {
  return { dtype: 'int32', shape, data: Int32Array.from(values) };
}

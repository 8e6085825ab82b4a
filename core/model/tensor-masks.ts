import type { MaskMath } from '../layers/masking.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';

/** Masks as tensors of float32. */
export function tensorMasks(tf: TensorFlow): MaskMath<Tensor> {
  const numbers = (x: Tensor) => tf.cast(x, 'float32');
  return {
    differs: (x, value) => numbers(tf.notEqual(x, value)),
    anyDiffers: (x, value) => tf.max(numbers(tf.notEqual(x, value)), -1),
    either: (one, other) => tf.maximum(one, other),
    all: ({ shape: [batch = 1, steps = 1] }) => tf.ones([batch, steps]),
    joined: (masks) => tf.concat([...masks], 1),
  };
}

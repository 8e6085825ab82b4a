/** A sequence is an image that is one pixel wide; a kernel over it is one pixel wide as well. */
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** [batch, steps, features] to [batch, steps, 1, features]. */
export function widen(tf: TensorFlow, x: Tensor): Tensor {
  const [batch = 1, steps = 1, features = 1] = x.shape;
  return tf.reshape(x, [batch, steps, 1, features]);
}

/** [length, a, b] to [length, 1, a, b]. */
export function widenKernel(tf: TensorFlow, kernel: Tensor): Tensor {
  const [length = 1, a = 1, b = 1] = kernel.shape;
  return tf.reshape(kernel, [length, 1, a, b]);
}

/** [batch, steps, 1, features] to [batch, steps, features]. */
export function narrow(tf: TensorFlow, image: Tensor): Tensor {
  const [batch = 1, steps = 1, , features = 1] = image.shape;
  return tf.reshape(image, [batch, steps, features]);
}

import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

/** From the gradient of each repeated element to the sum for the one that was repeated. */
export function sumToShape(tf: TensorFlow, gradient: Tensor, shape: readonly number[]): Tensor {
  const like = [...shape];
  const axes = tf.backend_util.getReductionAxes(like, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, like);
}

/** Gradients of functions of two values whose TensorFlow.js version forgets that one of them was repeated. */
import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function broadcastGradients(tf: TensorFlow): readonly GradConfig[] {
  /** Of the gradient of each repeated element to the sum for the one that was repeated. */
  const collected = (gradient: Tensor, like: Tensor): Tensor => {
    const axes = tf.backend_util.getReductionAxes(like.shape, gradient.shape);
    return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, like.shape);
  };
  const gradientOf = (
    kernelName: string,
    ofA: (dy: Tensor, a: Tensor, b: Tensor) => Tensor,
    ofB: (dy: Tensor, a: Tensor, b: Tensor) => Tensor,
  ): GradConfig => ({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (gradient, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      const dy = gradient as Tensor;
      return { a: () => collected(ofA(dy, a, b), a), b: () => collected(ofB(dy, a, b), b) };
    },
  });
  /** All of `dy` goes to the one that was chosen, to `a` if they are equal. */
  const choice = (kernelName: string, choosesA: (a: Tensor, b: Tensor) => Tensor): GradConfig => {
    const mask = (a: Tensor, b: Tensor) => tf.cast(choosesA(a, b), 'float32');
    return gradientOf(
      kernelName,
      (dy, a, b) => tf.mul(dy, mask(a, b)),
      (dy, a, b) => tf.mul(dy, tf.sub(1, mask(a, b))),
    );
  };
  return [
    choice(tf.Maximum, (a, b) => tf.greaterEqual(a, b)),
    choice(tf.Minimum, (a, b) => tf.lessEqual(a, b)),
    gradientOf(
      tf.SquaredDifference,
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(a, b))),
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(b, a))),
    ),
  ];
}

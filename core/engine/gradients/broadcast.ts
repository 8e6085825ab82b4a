/** Gradients of functions of two values whose TensorFlow.js version forgets that one of them was repeated. */
import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { sumToShape } from './sum-to-shape.ts';

export function broadcastGradients(tf: TensorFlow): readonly GradConfig[] {
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
      return {
        a: () => sumToShape(tf, ofA(dy, a, b), a.shape),
        b: () => sumToShape(tf, ofB(dy, a, b), b.shape),
      };
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

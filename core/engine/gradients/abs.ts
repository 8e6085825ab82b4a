/** The gradient of abs is nothing at zero, where TensorFlow.js has -1: a perfect answer has nowhere to go. */
import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function absGradient(tf: TensorFlow): GradConfig {
  return {
    kernelName: tf.Abs,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({
      x: () => tf.mul(dy as Tensor, tf.sign(tf.cast(x as Tensor, 'float32'))),
    }),
  };
}

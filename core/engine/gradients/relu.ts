/** The gradient of relu from its result, so that what went into it need not be kept. */
import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function reluGradient(tf: TensorFlow): GradConfig {
  return {
    kernelName: tf.Relu,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(dy as Tensor, tf.cast(tf.step(y as Tensor), 'float32')) }),
  };
}

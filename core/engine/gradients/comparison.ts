/** Comparisons do not change with small changes of what they compare. TensorFlow.js knows this of one of them. */
import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function comparisonGradients(tf: TensorFlow): readonly GradConfig[] {
  const zeros = (like: Tensor) => tf.zeros(like.shape, 'float32');
  return [tf.Equal, tf.Greater, tf.GreaterEqual, tf.Less, tf.LessEqual, tf.NotEqual].map((kernelName) => ({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (_dy, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      return { a: () => zeros(a), b: () => zeros(b) };
    },
  }));
}

/** The gradient of unstack. TensorFlow.js fails where there is a single slice, whose gradient comes without a list. */
import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function unstackGradient(tf: TensorFlow): GradConfig {
  return {
    kernelName: tf.Unpack,
    inputsToSave: [],
    gradFunc: (dy: Tensor | Tensor[], _saved: Tensor[], attributes: NamedAttrMap) => ({
      value: () => tf.stack(Array.isArray(dy) ? dy : [dy], Number(attributes.axis)),
    }),
  };
}

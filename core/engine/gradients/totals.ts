/** The gradients of sum and mean as repetition: TensorFlow.js multiplies with as many ones as there are elements. */
import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function totalGradients(tf: TensorFlow): readonly GradConfig[] {
  const repeated = (dy: Tensor, x: Tensor, attributes: NamedAttrMap, share: (count: number) => number) => {
    if (x.size === 0) return tf.zeros(x.shape);
    const axes = tf.util.parseAxisParam(attributes.axis as number[], x.shape);
    const kept = x.shape.map((dimension, axis) => (axes.includes(axis) ? 1 : dimension));
    const factor = share(x.size / tf.util.sizeFromShape(kept));
    const each = tf.reshape(dy, kept);
    return tf.broadcastTo(factor === 1 ? each : tf.div(each, factor), x.shape);
  };
  const gradientOf = (kernelName: string, share: (count: number) => number): GradConfig => ({
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({ x: () => repeated(dy as Tensor, x as Tensor, attributes, share) }),
  });
  return [gradientOf(tf.Sum, () => 1), gradientOf(tf.Mean, (count) => count)];
}

/** Brings a target into the prediction's shape, so that losses compare value by value. */
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/**
 * Class numbers become one-hot rows where the prediction has one value for each class; otherwise the target
 * only takes the prediction's dimensions. Throws where the two do not hold the same number of values.
 */
export function alignTarget(tf: TensorFlow, target: Tensor, prediction: Tensor): Tensor {
  const classes = prediction.shape.at(-1) ?? 1;
  if (target.dtype === 'int32' && classes > 1 && target.size * classes === prediction.size) {
    const oneHot = tf.oneHot(tf.reshape(target, [target.size]), classes);
    return tf.reshape(tf.cast(oneHot, 'float32'), prediction.shape);
  }
  if (target.size !== prediction.size) {
    throw new TargetMismatch(
      `The network answers with ${valuesPerSample(prediction)}, but the target has ${valuesPerSample(target)}. Give the layer before the Output as many units as the target has values.`,
    );
  }
  return tf.reshape(tf.cast(target, 'float32'), prediction.shape);
}

/** As `alignTarget`, for losses that compare classes or directions: a single value has neither. */
export function alignSeveral(
  tf: TensorFlow,
  target: Tensor,
  prediction: Tensor,
  title: string,
  instead: string,
): Tensor {
  if (prediction.rank < 2 || prediction.shape.at(-1) === 1) {
    throw new TargetMismatch(
      `${title} compares two or more numbers at a time, but the network answers with ${valuesPerSample(prediction)}. Give the layer before the Output more units, or choose ${instead}.`,
    );
  }
  return alignTarget(tf, target, prediction);
}

/** The sentence tells a person that network and target do not fit together. */
export class TargetMismatch extends Error {
  override readonly name = 'TargetMismatch';
}

export function valuesPerSample(tensor: Tensor): string {
  const values = tensor.shape.slice(1).reduce((product, dimension) => product * dimension, 1);
  return `${values} ${values === 1 ? 'value' : 'values'} for each sample`;
}

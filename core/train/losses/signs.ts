import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** Targets of a hinge are -1 and 1; a batch that holds nothing but 0 and 1 is turned into such, as in Keras. */
export function asSigns(tf: TensorFlow, target: Tensor): Tensor {
  const outside = tf.logicalNot(tf.logicalOr(tf.equal(target, 0), tf.equal(target, 1)));
  const signed = tf.sign(tf.sum(tf.cast(outside, 'float32')));
  // y where it is signed already, 2 y - 1 where it is not.
  return tf.sub(tf.mul(target, tf.sub(2, signed)), tf.sub(1, signed));
}

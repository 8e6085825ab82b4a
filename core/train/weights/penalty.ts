/** What regularizers add to the loss: Keras's formulas. */
import type { Regularizer } from '../../model/weight.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** A scalar; undefined where there is none. */
export function penaltyOf(tf: TensorFlow, regularizer: Regularizer, weight: Tensor): Tensor | undefined {
  const l1 = (strength: number) => tf.mul(tf.sum(tf.abs(weight)), strength);
  const l2 = (strength: number) => tf.mul(tf.sum(tf.square(weight)), strength);
  switch (regularizer.type) {
    case 'none':
      return undefined;
    case 'l1':
      return l1(regularizer.l1);
    case 'l2':
      return l2(regularizer.l2);
    case 'l1l2':
      return tf.add(l1(regularizer.l1), l2(regularizer.l2));
    case 'orthogonal':
      return tf.mul(skew(tf, weight), regularizer.factor);
  }
}

/** How far the rows are from right angles: the mean size of the cosine between two of them. */
function skew(tf: TensorFlow, weight: Tensor): Tensor {
  const columns = weight.shape.at(-1) ?? 1;
  const rows = weight.size / columns;
  const flat = tf.reshape(weight, [rows, columns]);
  const length = tf.sqrt(tf.maximum(tf.sum(tf.square(flat), 1, true), 1e-12));
  const unit = tf.div(flat, length);
  const cosines = tf.matMul(unit, unit, false, true);
  const others = tf.mul(tf.abs(cosines), tf.sub(1, tf.eye(rows)));
  return tf.div(tf.sum(others), Math.max(1, rows * (rows - 1)));
}

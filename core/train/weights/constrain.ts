/** Brings a weight back into bounds after a step: Keras's formulas, over all axes but the last. */
import type { Constraint } from '../../model/weight.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** Keras's guard against a division by 0. */
const EPSILON = 1e-7;

export function constrain(tf: TensorFlow, constraint: Constraint, weight: Tensor): Tensor {
  switch (constraint.type) {
    case 'none':
      return weight;
    case 'nonNeg':
      return tf.relu(weight);
    case 'unitNorm':
      return tf.div(weight, tf.add(norms(tf, weight), EPSILON));
    case 'maxNorm': {
      const found = norms(tf, weight);
      const wanted = tf.minimum(found, constraint.maxValue);
      return tf.mul(weight, tf.div(wanted, tf.add(found, EPSILON)));
    }
    case 'minMaxNorm': {
      const { minValue, maxValue, rate } = constraint;
      const found = norms(tf, weight);
      const allowed = tf.minimum(tf.maximum(found, minValue), maxValue);
      const wanted = tf.add(tf.mul(allowed, rate), tf.mul(found, 1 - rate));
      return tf.mul(weight, tf.div(wanted, tf.add(found, EPSILON)));
    }
  }
}

/** Of the weights that lead to one output; of a row of numbers, of all. */
function norms(tf: TensorFlow, weight: Tensor): Tensor {
  if (weight.shape.length === 0) return tf.abs(weight);
  const axes = weight.shape.length > 1 ? weight.shape.slice(0, -1).map((_, axis) => axis) : [0];
  return tf.sqrt(tf.sum(tf.square(weight), axes, true));
}

import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { EPSILON } from './epsilon.ts';
import type { LossInputs } from './loss.ts';

/**
 * `-(y log p + (1 - y) log(1 - p))` for each value. With logits it is `y softplus(-z) + (1 - y) softplus(z)`,
 * which stays exact for very sure answers.
 */
export function yesNoSurprise(tf: TensorFlow, yes: Tensor, { prediction, logits }: LossInputs): Tensor {
  const no = tf.sub(1, yes);
  if (logits) return tf.add(tf.mul(yes, tf.softplus(tf.neg(logits))), tf.mul(no, tf.softplus(logits)));
  const p = tf.clipByValue(prediction, EPSILON, 1 - EPSILON);
  return tf.neg(tf.add(tf.mul(yes, tf.log(p)), tf.mul(no, tf.log(tf.sub(1, p)))));
}

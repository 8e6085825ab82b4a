import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { EPSILON } from './epsilon.ts';
import type { LossInputs } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** Logarithms of the probabilities of classes: exact where the logits are known. */
export function classLogs(tf: TensorFlow, { prediction, logits }: LossInputs): Tensor {
  return logits ? tf.logSoftmax(logits) : tf.log(classProbabilities(tf, prediction));
}

/** Keras divides by the sum first, so that rows which are not distributions become ones. */
export function classProbabilities(tf: TensorFlow, prediction: Tensor): Tensor {
  const distribution = tf.div(prediction, tf.sum(prediction, -1, true));
  return tf.clipByValue(distribution, EPSILON, 1 - EPSILON);
}

/** The mean surprise about the true classes: `-log p[class]`, with their weights in `expected`. */
export function classSurprise(tf: TensorFlow, expected: Tensor, inputs: LossInputs): Tensor {
  return tf.neg(meanOf(tf, tf.sum(tf.mul(expected, classLogs(tf, inputs)), -1), inputs));
}

/** Each truth gives `amount` of itself to all classes alike. */
export function smoothClasses(tf: TensorFlow, expected: Tensor, amount: number): Tensor {
  if (amount === 0) return expected;
  const classes = expected.shape.at(-1) ?? 1;
  return tf.add(tf.mul(expected, 1 - amount), amount / classes);
}

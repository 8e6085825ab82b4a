import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';

/** Keras's bound for probabilities, so that no logarithm of zero is taken. */
const EPSILON = 1e-7;

/**
 * How surprised the network is by the true class: `-log p[class]`. The last axis of the prediction holds one
 * probability for each class; with logits it is `log(sum(exp(z))) - z[class]`, which cannot overflow.
 */
export const categoricalCrossentropy: Loss = {
  name: 'categoricalCrossentropy',
  title: 'Categorical cross-entropy',
  formula: '-\\sum_c y_c \\log p_c',
  mean: (tf, { target, prediction, logits }) => {
    const expected = alignTarget(tf, target, prediction);
    const logs = logits ? tf.logSoftmax(logits) : logOfProbabilities(tf, prediction);
    return tf.neg(tf.mean(tf.sum(tf.mul(expected, logs), -1)));
  },
};

/** Keras divides by the sum first, so that rows which are not distributions become ones. */
function logOfProbabilities(tf: TensorFlow, prediction: Tensor): Tensor {
  const distribution = tf.div(prediction, tf.sum(prediction, -1, true));
  return tf.log(tf.clipByValue(distribution, EPSILON, 1 - EPSILON));
}

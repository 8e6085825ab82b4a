import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';

/** Keras's bound for probabilities, so that no logarithm of zero is taken. */
const EPSILON = 1e-7;

/**
 * For answers between no (0) and yes (1): `-(y log p + (1 - y) log(1 - p))`. With logits it is
 * `y softplus(-z) + (1 - y) softplus(z)`, which stays exact for very sure answers.
 */
export const binaryCrossentropy: Loss = {
  name: 'binaryCrossentropy',
  title: 'Binary cross-entropy',
  formula: '-\\left(y \\log p + (1 - y) \\log(1 - p)\\right)',
  mean: (tf, { target, prediction, logits }) => {
    const yes = alignTarget(tf, target, prediction);
    const no = tf.sub(1, yes);
    if (logits) {
      const surprise = tf.add(tf.mul(yes, tf.softplus(tf.neg(logits))), tf.mul(no, tf.softplus(logits)));
      return tf.mean(surprise);
    }
    const p = tf.clipByValue(prediction, EPSILON, 1 - EPSILON);
    return tf.neg(tf.mean(tf.add(tf.mul(yes, tf.log(p)), tf.mul(no, tf.log(tf.sub(1, p))))));
  },
};

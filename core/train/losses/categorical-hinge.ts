import { alignSeveral } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** `max(n - t + 1, 0)`: t is the answer for the true class, n the largest one for another. */
export const categoricalHinge: Loss = {
  name: 'categoricalHinge',
  title: 'Categorical hinge',
  spoken: 'the categorical hinge loss',
  brief: 'which of several classes, with a margin',
  help: 'Asks that the true class is ahead of all others by 1, and is content beyond. Needs no Softmax.',
  formula: '\\max\\left(\\max_c (1 - y_c) p_c - \\sum_c y_c p_c + 1, 0\\right)',
  compares: 'classes',
  answers: 'any',
  needsSeveral: true,
  mean: (tf, { target, prediction, mask }) => {
    const y = alignSeveral(tf, target, prediction, 'Categorical hinge', 'hinge for yes or no');
    const right = tf.sum(tf.mul(y, prediction), -1);
    const wrong = tf.max(tf.mul(tf.sub(1, y), prediction), -1);
    return meanOf(tf, tf.relu(tf.add(tf.sub(wrong, right), 1)), { mask });
  },
};

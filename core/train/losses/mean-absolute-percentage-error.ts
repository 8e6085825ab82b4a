import { alignTarget } from './align-target.ts';
import { EPSILON } from './epsilon.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** The mean of `100 |y - p| / |y|`. */
export const meanAbsolutePercentageError: Loss = {
  name: 'meanAbsolutePercentageError',
  title: 'Mean absolute percentage error',
  spoken: 'mean absolute percentage error',
  brief: 'amounts, in percent of them',
  help: 'How far off the answers are in percent of the truth. Not for targets that may be 0.',
  formula: '100 \\, \\frac{\\lvert y - p \\rvert}{\\lvert y \\rvert}',
  compares: 'amounts',
  answers: 'any',
  mean: (tf, { target, prediction, mask }) => {
    const expected = alignTarget(tf, target, prediction);
    const size = tf.maximum(tf.abs(expected), EPSILON);
    return tf.mul(meanOf(tf, tf.div(tf.abs(tf.sub(prediction, expected)), size), { mask }), 100);
  },
};

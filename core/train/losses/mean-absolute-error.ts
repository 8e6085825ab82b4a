import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';

/** The mean of `|y - p|`: in the unit of the target, and calm about outliers. */
export const meanAbsoluteError: Loss = {
  name: 'meanAbsoluteError',
  title: 'Mean absolute error',
  formula: '\\lvert y - p \\rvert',
  mean: (tf, { target, prediction }) =>
    tf.mean(tf.abs(tf.sub(prediction, alignTarget(tf, target, prediction)))),
};

import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** The mean of `|y - p|`: in the unit of the target, and calm about outliers. */
export const meanAbsoluteError: Loss = {
  name: 'meanAbsoluteError',
  title: 'Mean absolute error',
  spoken: 'mean absolute error',
  brief: 'amounts, calm about outliers',
  help: 'How far off the answers are on average, in the unit of the target. A few outliers matter less.',
  formula: '\\lvert y - p \\rvert',
  compares: 'amounts',
  answers: 'any',
  mean: (tf, { target, prediction, mask }) =>
    meanOf(tf, tf.abs(tf.sub(prediction, alignTarget(tf, target, prediction))), { mask }),
};

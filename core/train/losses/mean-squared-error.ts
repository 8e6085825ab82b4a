import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';

/** The mean of `(y - p)²`: large mistakes count far more than small ones. */
export const meanSquaredError: Loss = {
  name: 'meanSquaredError',
  title: 'Mean squared error',
  formula: '(y - p)^2',
  mean: (tf, { target, prediction }) =>
    tf.mean(tf.square(tf.sub(prediction, alignTarget(tf, target, prediction)))),
};

import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** The mean of `(y - p)²`: large mistakes count far more than small ones. */
export const meanSquaredError: Loss = {
  name: 'meanSquaredError',
  title: 'Mean squared error',
  spoken: 'mean squared error',
  brief: 'amounts',
  help: 'The usual choice for amounts such as prices. Large mistakes count far more than small ones.',
  formula: '(y - p)^2',
  compares: 'amounts',
  answers: 'any',
  mean: (tf, { target, prediction, mask }) =>
    meanOf(tf, tf.square(tf.sub(prediction, alignTarget(tf, target, prediction))), { mask }),
};

import { alignTarget } from './align-target.ts';
import { EPSILON } from './epsilon.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** The mean of `(log(1 + y) - log(1 + p))²`; what is below zero counts as zero. */
export const meanSquaredLogarithmicError: Loss = {
  name: 'meanSquaredLogarithmicError',
  title: 'Mean squared logarithmic error',
  spoken: 'mean squared logarithmic error',
  brief: 'positive amounts of very different size',
  help: 'Compares how many times too large or small an answer is. For amounts from a few to millions.',
  formula: '\\left(\\log(1 + y) - \\log(1 + p)\\right)^2',
  compares: 'amounts',
  answers: 'positive',
  mean: (tf, { target, prediction, mask }) => {
    const size = (values: typeof prediction) => tf.log1p(tf.maximum(values, EPSILON));
    return meanOf(tf, tf.square(tf.sub(size(prediction), size(alignTarget(tf, target, prediction)))), {
      mask,
    });
  },
};

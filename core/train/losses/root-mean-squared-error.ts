import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** Below it, the root's slope is taken for nothing: a perfect batch would have an endless one. */
const SMALLEST = 1e-14;

/** The root of the batch's mean of `(y - p)²`. Over several batches their roots are averaged. */
export const rootMeanSquaredError: Loss = {
  name: 'rootMeanSquaredError',
  title: 'Root mean squared error',
  spoken: 'root mean squared error',
  brief: 'amounts, in their unit',
  help: 'The root of the mean squared error: it reads in the unit of the target, such as euros.',
  formula: '\\sqrt{\\tfrac{1}{n} \\sum (y - p)^2}',
  compares: 'amounts',
  answers: 'any',
  mean: (tf, { target, prediction, mask }) => {
    const squares = tf.square(tf.sub(prediction, alignTarget(tf, target, prediction)));
    return tf.sqrt(tf.maximum(meanOf(tf, squares, { mask }), SMALLEST));
  },
};

import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';
import { asSigns } from './signs.ts';

/** The mean of `max(1 - y p, 0)²` for truths of -1 and 1. */
export const squaredHinge: Loss = {
  name: 'squaredHinge',
  title: 'Squared hinge',
  spoken: 'the squared hinge loss',
  brief: 'yes or no, with a margin, squared',
  help: 'The hinge loss squared: it has no corner, and far off answers count more.',
  formula: '\\max(1 - y p, 0)^2, \\quad y = \\pm 1',
  compares: 'signs',
  answers: 'any',
  mean: (tf, { target, prediction, mask }) => {
    const y = asSigns(tf, alignTarget(tf, target, prediction));
    return meanOf(tf, tf.square(tf.relu(tf.sub(1, tf.mul(y, prediction)))), { mask });
  },
};

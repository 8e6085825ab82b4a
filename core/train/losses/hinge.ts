import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';
import { asSigns } from './signs.ts';

/** The mean of `max(1 - y p, 0)` for truths of -1 and 1. */
export const hinge: Loss = {
  name: 'hinge',
  title: 'Hinge',
  spoken: 'the hinge loss',
  brief: 'yes or no, with a margin',
  help: 'Asks for answers above 1 for yes and below -1 for no, and is content beyond. Made for support vector machines.',
  formula: '\\max(1 - y p, 0), \\quad y = \\pm 1',
  compares: 'signs',
  answers: 'any',
  mean: (tf, { target, prediction, mask }) => {
    const y = asSigns(tf, alignTarget(tf, target, prediction));
    return meanOf(tf, tf.relu(tf.sub(1, tf.mul(y, prediction))), { mask });
  },
};

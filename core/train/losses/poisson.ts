import { alignTarget } from './align-target.ts';
import { EPSILON } from './epsilon.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** The mean of `p - y log p`, as a count y with the mean p would have it. */
export const poisson: Loss = {
  name: 'poisson',
  title: 'Poisson',
  spoken: 'the Poisson loss',
  brief: 'counts',
  help: 'For counts of events, such as visitors in an hour. End the network in a softplus or an exponential.',
  formula: 'p - y \\log p',
  compares: 'amounts',
  answers: 'positive',
  mean: (tf, { target, prediction, mask }) => {
    const expected = alignTarget(tf, target, prediction);
    return meanOf(tf, tf.sub(prediction, tf.mul(expected, tf.log(tf.add(prediction, EPSILON)))), { mask });
  },
};

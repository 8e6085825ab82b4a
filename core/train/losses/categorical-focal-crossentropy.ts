import { alignSeveral } from './align-target.ts';
import { classLogs, smoothClasses } from './class-logs.ts';
import { focalWeight } from './focal-weight.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** Focal loss (Lin and others, 2017) for several classes: `-alpha (1 - p)^gamma log p` of the true class. */
export const categoricalFocalCrossentropy: Loss = {
  name: 'categoricalFocalCrossentropy',
  title: 'Categorical focal crossentropy',
  spoken: 'categorical focal crossentropy',
  brief: 'classes, few of some',
  help: 'Crossentropy that passes over what the network knows already, so that rare and hard classes count more.',
  formula: '-\\sum_c \\alpha (1 - p_c)^\\gamma y_c \\log p_c',
  compares: 'classes',
  answers: 'softmax',
  needsSeveral: true,
  params: ['gamma', 'alpha', 'labelSmoothing'],
  mean: (tf, inputs, { gamma, alpha, labelSmoothing }) => {
    const { target, prediction } = inputs;
    const expected = alignSeveral(
      tf,
      target,
      prediction,
      'Categorical focal crossentropy',
      'binary focal crossentropy for yes or no',
    );
    const logs = classLogs(tf, inputs);
    const surprise = tf.mul(tf.mul(smoothClasses(tf, expected, labelSmoothing), logs), -alpha);
    return meanOf(tf, tf.sum(tf.mul(surprise, focalWeight(tf, tf.sub(1, tf.exp(logs)), gamma)), -1), inputs);
  },
};

import { alignTarget } from './align-target.ts';
import { focalWeight } from './focal-weight.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';
import { yesNoSurprise } from './yes-no-surprise.ts';

/** Focal loss (Lin and others, 2017) for yes and no, without balancing: `-(1 - q)^gamma log q`, q for the truth. */
export const binaryFocalCrossentropy: Loss = {
  name: 'binaryFocalCrossentropy',
  title: 'Binary focal crossentropy',
  spoken: 'binary focal crossentropy',
  brief: 'yes or no, few of one',
  help: 'Binary crossentropy that passes over what the network knows already. For when one answer is rare.',
  formula: '-(1 - q)^\\gamma \\log q, \\quad q = y p + (1 - y)(1 - p)',
  compares: 'yesNo',
  answers: 'sigmoid',
  params: ['gamma'],
  mean: (tf, inputs, { gamma }) => {
    const yes = alignTarget(tf, inputs.target, inputs.prediction);
    const p = inputs.logits ? tf.sigmoid(inputs.logits) : inputs.prediction;
    const missing = tf.add(tf.mul(yes, tf.sub(1, p)), tf.mul(tf.sub(1, yes), p));
    return meanOf(tf, tf.mul(yesNoSurprise(tf, yes, inputs), focalWeight(tf, missing, gamma)), inputs);
  },
};

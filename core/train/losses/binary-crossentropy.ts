import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';
import { yesNoSurprise } from './yes-no-surprise.ts';

/** For answers between no (0) and yes (1): `-(y log p + (1 - y) log(1 - p))`. */
export const binaryCrossentropy: Loss = {
  name: 'binaryCrossentropy',
  title: 'Binary crossentropy',
  spoken: 'binary crossentropy',
  brief: 'yes or no',
  help: 'How surprised the network is by the true answer, yes or no. The usual choice; end the network in a sigmoid.',
  formula: '-\\left(y \\log p + (1 - y) \\log(1 - p)\\right)',
  compares: 'yesNo',
  answers: 'sigmoid',
  params: ['labelSmoothing'],
  mean: (tf, inputs, { labelSmoothing }) => {
    const truth = alignTarget(tf, inputs.target, inputs.prediction);
    const yes = labelSmoothing > 0 ? tf.add(tf.mul(truth, 1 - labelSmoothing), labelSmoothing / 2) : truth;
    return meanOf(tf, yesNoSurprise(tf, yes, inputs), inputs);
  },
};

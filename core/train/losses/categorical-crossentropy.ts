import { alignSeveral } from './align-target.ts';
import { classSurprise, smoothClasses } from './class-logs.ts';
import type { Loss } from './loss.ts';

/**
 * How surprised the network is by the true class: `-log p[class]`. The last axis of the prediction holds one
 * probability for each class; with logits it is `log(sum(exp(z))) - z[class]`, which cannot overflow.
 */
export const categoricalCrossentropy: Loss = {
  name: 'categoricalCrossentropy',
  title: 'Categorical crossentropy',
  spoken: 'categorical crossentropy',
  brief: 'which of several classes',
  help: 'How surprised the network is by the true class. The usual choice for classes; end the network in a Softmax.',
  formula: '-\\sum_c y_c \\log p_c',
  compares: 'classes',
  answers: 'softmax',
  needsSeveral: true,
  params: ['labelSmoothing'],
  mean: (tf, inputs, { labelSmoothing }) => {
    const { target, prediction } = inputs;
    const expected = alignSeveral(
      tf,
      target,
      prediction,
      'Categorical crossentropy',
      'binary crossentropy for yes or no',
    );
    return classSurprise(tf, smoothClasses(tf, expected, labelSmoothing), inputs);
  },
};

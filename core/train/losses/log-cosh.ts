import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** The mean of `log(cosh(p - y))`, written as `d + softplus(-2 d) - log 2`, which cannot overflow. */
export const logCosh: Loss = {
  name: 'logCosh',
  title: 'Log-cosh',
  spoken: 'the log-cosh loss',
  brief: 'amounts, smooth and calm about outliers',
  help: 'Like the squared error when near and like the absolute error when far, without a corner between.',
  formula: '\\log \\cosh(p - y)',
  compares: 'amounts',
  answers: 'any',
  mean: (tf, { target, prediction, mask }) => {
    const difference = tf.sub(prediction, alignTarget(tf, target, prediction));
    const smooth = tf.add(difference, tf.softplus(tf.mul(difference, -2)));
    return tf.sub(meanOf(tf, smooth, { mask }), Math.LN2);
  },
};

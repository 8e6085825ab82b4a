import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';

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
  mean: (tf, { target, prediction }) => {
    const difference = tf.sub(prediction, alignTarget(tf, target, prediction));
    const smooth = tf.add(difference, tf.softplus(tf.mul(difference, -2)));
    return tf.sub(tf.mean(smooth), Math.LN2);
  },
};

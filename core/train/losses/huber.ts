import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/**
 * A parabola near zero and a straight line beyond: with `a = |y - p|` it is `a² / 2` up to delta and
 * `delta (a - delta / 2)` after it. Written as `c (a - c / 2)` with `c = min(a, delta)`, which needs no branch.
 * With a delta of 1 it is smooth L1.
 */
export const huber: Loss = {
  name: 'huber',
  title: 'Huber',
  spoken: 'the Huber loss',
  brief: 'squared when near, absolute when far',
  help: 'The squared error up to delta and the absolute error beyond, so that outliers do not rule. With delta 1 also called smooth L1.',
  formula:
    '\\tfrac{1}{2}a^2 \\text{ if } a \\le \\delta \\text{ else } \\delta(a - \\tfrac{\\delta}{2}), \\quad a = \\lvert y - p \\rvert',
  compares: 'amounts',
  answers: 'any',
  params: ['delta'],
  mean: (tf, { target, prediction, mask }, { delta }) => {
    const distance = tf.abs(tf.sub(prediction, alignTarget(tf, target, prediction)));
    const near = tf.minimum(distance, delta);
    return meanOf(tf, tf.mul(near, tf.sub(distance, tf.mul(near, 0.5))), { mask });
  },
};

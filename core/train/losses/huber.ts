import { alignTarget } from './align-target.ts';
import type { Loss } from './loss.ts';

/** Where the parabola ends and the straight line begins; Keras's default. */
const DELTA = 1;

/**
 * A parabola near zero and a straight line beyond: with `a = |y - p|` it is `a² / 2` up to delta and
 * `delta (a - delta / 2)` after it. Written as `c (a - c / 2)` with `c = min(a, delta)`, which needs no branch.
 */
export const huber: Loss = {
  name: 'huber',
  title: 'Huber',
  formula:
    '\\tfrac{1}{2}a^2 \\text{ if } a \\le 1 \\text{ else } a - \\tfrac{1}{2}, \\quad a = \\lvert y - p \\rvert',
  mean: (tf, { target, prediction }) => {
    const distance = tf.abs(tf.sub(prediction, alignTarget(tf, target, prediction)));
    const near = tf.minimum(distance, DELTA);
    return tf.mean(tf.mul(near, tf.sub(distance, tf.mul(near, 0.5))));
  },
};

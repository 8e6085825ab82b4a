import { oneMinusPower } from './one-minus-power.ts';
import { type OptimizerRule, required } from './optimizer.ts';

interface AdamParams {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly amsgrad: boolean;
}

/**
 * Adam (Kingma and Ba, 2015), in Keras's form. With the gradient g and the step t counted from 1:
 *
 *     m += (1 - beta1) (g - m)        v += (1 - beta2) (g² - v)
 *     w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) · m / (sqrt(v) + epsilon)
 *
 * AMSGrad (Reddi, Kale and Kumar, 2018) takes the largest v so far instead of v.
 */
export function adamRule({ beta1, beta2, epsilon, amsgrad }: AdamParams): OptimizerRule {
  return {
    slots: { m: 0, v: 0, ...(amsgrad && { vHat: 0 }) },
    counts: true,
    shared: (tf, { learningRate, step }) => {
      const correction1 = oneMinusPower(tf, beta1, step);
      const correction2 = oneMinusPower(tf, beta2, step);
      return { values: { rate: tf.div(tf.mul(learningRate, tf.sqrt(correction2)), correction1) } };
    },
    update: (tf, { weight, gradient, slots, shared }) => {
      const oldM = required(slots, 'm');
      const oldV = required(slots, 'v');
      const m = tf.add(oldM, tf.mul(tf.sub(gradient, oldM), 1 - beta1));
      const v = tf.add(oldV, tf.mul(tf.sub(tf.square(gradient), oldV), 1 - beta2));
      const vHat = amsgrad ? tf.maximum(required(slots, 'vHat'), v) : undefined;
      const move = tf.div(tf.mul(m, required(shared, 'rate')), tf.add(tf.sqrt(vHat ?? v), epsilon));
      return { weight: tf.sub(weight, move), slots: { m, v, ...(vHat && { vHat }) } };
    },
  };
}

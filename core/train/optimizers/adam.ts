import type { Optimizer } from '../../document/schema.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import type { OptimizerRule } from './optimizer.ts';

type AdamSettings = Extract<Optimizer, { type: 'adam' }>;

/**
 * Adam (Kingma and Ba, 2015), in Keras's form. With the gradient g and the step t counted from 1:
 *
 *     m += (1 - beta1) (g - m)        v += (1 - beta2) (g² - v)
 *     w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) · m / (sqrt(v) + epsilon)
 */
export function adam({ beta1, beta2, epsilon }: AdamSettings): OptimizerRule {
  return {
    name: 'adam',
    slots: ['m', 'v'],
    counts: true,
    shared: (tf, learningRate, step) => {
      const correction1 = oneMinusPower(tf, beta1, step);
      const correction2 = oneMinusPower(tf, beta2, step);
      return { rate: tf.div(tf.mul(learningRate, tf.sqrt(correction2)), correction1) };
    },
    update: (tf, { weight, gradient, slots, shared }) => {
      const { m: oldM, v: oldV } = slots;
      const { rate } = shared;
      if (!oldM || !oldV || !rate) throw new Error('Adam was called without its state.');
      const m = tf.add(oldM, tf.mul(tf.sub(gradient, oldM), 1 - beta1));
      const v = tf.add(oldV, tf.mul(tf.sub(tf.square(gradient), oldV), 1 - beta2));
      const move = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
      return { weight: tf.sub(weight, move), slots: { m, v } };
    },
  };
}

/**
 * `1 - beta^t` without the digits that a float32 loses where the power is near 1: with `a = -t log(beta)` it is
 * `2 h / (1 + h)`, `h = tanh(a / 2)`.
 */
function oneMinusPower(tf: TensorFlow, beta: number, step: Tensor): Tensor {
  if (beta === 0) return tf.scalar(1);
  const h = tf.tanh(tf.mul(tf.cast(step, 'float32'), -Math.log(beta) / 2));
  return tf.div(tf.mul(h, 2), tf.add(h, 1));
}

/** Normalization by the batch's own mean and variance, with its gradient in closed form. */
import type { GradSaveFunc } from '@tensorflow/tfjs-core';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

export interface NormalizedBatch {
  readonly y: Tensor;
  /** One number for each channel. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * `gamma (x - mean) / sqrt(variance + epsilon) + beta` for the channels of the last axis. Followed operation by
 * operation, the way back would pass over the batch more than twice as often: mean and variance depend on every
 * sample. With N samples of a channel, `r = 1 / sqrt(variance + epsilon)` and `c = x - mean` it is
 *
 *     dx = gamma r (dy - sum(dy) / N - c r² sum(dy c) / N)
 *
 * With a mask [batch, steps], mean and variance are those of the steps that count, and so is what goes back through them.
 */
export function normalizeBatch(
  tf: TensorFlow,
  x: Tensor,
  {
    gamma,
    beta,
    epsilon,
    mask,
  }: {
    readonly gamma: Tensor;
    readonly beta: Tensor;
    readonly epsilon: number;
    readonly mask?: Tensor | undefined;
  },
): NormalizedBatch {
  const axes = x.shape.map((_, axis) => axis).slice(0, -1);
  const channels = x.shape.at(-1) ?? 1;
  const weights = mask && tf.reshape(mask, [...mask.shape, ...x.shape.slice(mask.rank).map(() => 1)]);
  const each = mask ? x.size / channels / mask.size : 1;
  const count = weights ? tf.maximum(tf.mul(tf.sum(weights), each), 1) : x.size / channels;
  const meanOf = (values: Tensor) =>
    weights ? tf.div(tf.sum(tf.mul(values, weights), axes, true), count) : tf.mean(values, axes, true);
  const mean = meanOf(x);
  const centered = tf.sub(x, mean);
  const variance = meanOf(tf.square(centered));
  const root = tf.rsqrt(tf.add(variance, epsilon));
  const factor = tf.mul(root, gamma);
  const normalize = tf.customGrad((...given: (Tensor | GradSaveFunc)[]) => {
    const [, , shift, save] = given as [Tensor, Tensor, Tensor, GradSaveFunc];
    save([centered, root, factor, ...(weights && typeof count !== 'number' ? [count, weights] : [])]);
    return { value: tf.add(tf.mul(centered, factor), shift), gradFunc };
  });
  const gradFunc = (dy: Tensor, saved: Tensor[]) => {
    const [centered, root, factor, counted = count, kept] = saved as [
      Tensor,
      Tensor,
      Tensor,
      Tensor?,
      Tensor?,
    ];
    const sum = tf.sum(dy, axes, true);
    const dots = tf.mul(tf.sum(tf.mul(dy, centered), axes, true), root);
    const slope = tf.mul(tf.mul(factor, root), tf.div(dots, counted));
    const offset = tf.mul(factor, tf.div(sum, counted));
    const through = tf.add(tf.mul(centered, slope), offset);
    return [
      tf.sub(tf.mul(dy, factor), kept ? tf.mul(through, kept) : through),
      tf.reshape(dots, [channels]),
      tf.reshape(sum, [channels]),
    ];
  };
  return {
    y: normalize(x, gamma, beta),
    mean: tf.reshape(mean, [channels]),
    variance: tf.reshape(variance, [channels]),
  };
}

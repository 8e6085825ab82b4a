/** Gradients of running sums and of products. TensorFlow.js's own fail for most axes. */
import type { CumprodAttrs, CumsumAttrs, GradConfig, ProdAttrs, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';

export function accumulationGradients(tf: TensorFlow): readonly GradConfig[] {
  return [
    {
      kernelName: tf.Cumsum,
      gradFunc: (dy, _saved, attrs) => {
        const { axis, exclusive, reverse } = attrs as unknown as CumsumAttrs;
        return { x: () => tf.cumsum(dy as Tensor, axis, exclusive, !reverse) };
      },
    },
    {
      kernelName: tf.Cumprod,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => ({
        x: () => cumprodGradient(tf, dy as Tensor, x as Tensor, attrs as unknown as CumprodAttrs),
      }),
    },
    {
      kernelName: tf.Prod,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => ({
        x: () => prodGradient(tf, dy as Tensor, x as Tensor, attrs as unknown as ProdAttrs),
      }),
    },
  ];
}

/**
 * An element's derivative is the product of those before it times what the running products behind it are worth,
 * which is found from the end: the worth of one place and, times the next factor, that of all places behind.
 */
function cumprodGradient(
  tf: TensorFlow,
  dy: Tensor,
  x: Tensor,
  { axis, exclusive, reverse }: CumprodAttrs,
): Tensor {
  const inOrder = (list: readonly Tensor[]) => (reverse ? [...list].reverse() : [...list]);
  const factors = inOrder(tf.unstack(x, axis));
  const given = inOrder(tf.unstack(dy, axis));
  const none: Tensor = tf.zeros(factors[0]?.shape ?? []);
  const worths: Tensor[] = [];
  let worth = none;
  for (let place = factors.length - 1; place >= 0; place--) {
    const behind = factors[place + 1];
    const rest = behind ? tf.mul(behind, worth) : none;
    worth = tf.add(given[exclusive ? place + 1 : place] ?? none, rest);
    worths.unshift(worth);
  }
  let before: Tensor = tf.onesLike(none);
  const gradient = factors.map((factor, place) => {
    const result = tf.mul(before, worths[place] ?? none);
    before = tf.mul(before, factor);
    return result;
  });
  return tf.stack(inOrder(gradient), axis);
}

/** Each element's derivative is the product of all others: of those before it and those behind it. */
function prodGradient(tf: TensorFlow, dy: Tensor, x: Tensor, { axis }: ProdAttrs): Tensor {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((_, index) => index).filter((index) => !axes.includes(index));
  const order = [...kept, ...axes];
  const moved = tf.transpose(x, order);
  const count = axes.reduce((product, index) => product * (x.shape[index] ?? 1), 1);
  const factors = tf.unstack(tf.reshape(moved, [-1, count]), 1);
  const running = (list: readonly Tensor[]) => {
    let product: Tensor = tf.onesLike(tf.reshape(dy, [-1]));
    return list.map((factor) => {
      const before = product;
      product = tf.mul(product, factor);
      return before;
    });
  };
  const before = running(factors);
  const behind = running([...factors].reverse()).reverse();
  const others = tf.stack(
    before.map((product, index) => tf.mul(product, behind[index] ?? 1)),
    1,
  );
  const gradient = tf.mul(others, tf.reshape(dy, [-1, 1]));
  const back = order.map((_, index) => order.indexOf(index));
  return tf.transpose(tf.reshape(gradient, moved.shape), back);
}

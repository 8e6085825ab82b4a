/** Gradients of running sums and of products. TensorFlow.js's own fail for most axes. */
import type { CumsumAttrs, GradConfig, ProdAttrs, Tensor } from '@tensorflow/tfjs-core';
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
      kernelName: tf.Prod,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => ({
        x: () => prodGradient(tf, dy as Tensor, x as Tensor, attrs as unknown as ProdAttrs),
      }),
    },
  ];
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

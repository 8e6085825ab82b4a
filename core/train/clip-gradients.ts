/** Gradients held back before the optimizer sees them, in Keras's three ways. */
import type { GradientClipping } from '../document/schema.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';

/**
 * `clipvalue` bounds each number, `clipnorm` the length of each weight's gradient, `globalClipnorm` the length of
 * all gradients together. A gradient that is too long is shortened, its direction stays.
 */
export function clipGradients(
  tf: TensorFlow,
  { type, limit }: GradientClipping,
  gradients: readonly Tensor[],
): readonly Tensor[] {
  switch (type) {
    case 'clipvalue':
      return gradients.map((gradient) => tf.clipByValue(gradient, -limit, limit));
    case 'clipnorm':
      return gradients.map((gradient) => shorten(tf, gradient, tf.sum(tf.square(gradient)), limit));
    case 'globalClipnorm': {
      const [first, ...others] = gradients.map((gradient) => tf.sum(tf.square(gradient)));
      if (!first) return gradients;
      const squares = others.length > 0 ? tf.addN([first, ...others]) : first;
      return gradients.map((gradient) => shorten(tf, gradient, squares, limit));
    }
  }
}

/** `g · limit / max(norm, limit)`, with the squared norm given. */
function shorten(tf: TensorFlow, gradient: Tensor, squares: Tensor, limit: number): Tensor {
  return tf.mul(gradient, tf.div(limit, tf.maximum(tf.sqrt(squares), limit)));
}

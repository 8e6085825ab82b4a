/** Gradients of products: TensorFlow.js's own forgets batches that were repeated, and knows none of `einsum`. */
import type { BatchMatMulAttrs, EinsumAttrs, GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { sumToShape } from './sum-to-shape.ts';

export function productGradients(tf: TensorFlow): readonly GradConfig[] {
  return [
    {
      kernelName: tf.BatchMatMul,
      inputsToSave: ['a', 'b'],
      gradFunc: (gradient, saved, attrs) => {
        const [a, b] = saved as [Tensor, Tensor];
        const dy = gradient as Tensor;
        const { transposeA, transposeB } = attrs as unknown as BatchMatMulAttrs;
        const ofA = () =>
          transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB);
        const ofB = () =>
          transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false);
        return { a: () => sumToShape(tf, ofA(), a.shape), b: () => sumToShape(tf, ofB(), b.shape) };
      },
    },
    {
      kernelName: tf.Einsum,
      saveAllInputs: true,
      gradFunc: (dy, saved, attrs) => {
        const { equation } = attrs as unknown as EinsumAttrs;
        return Object.fromEntries(
          saved.map((_, index) => [index, () => gradientOfTerm(tf, equation, dy as Tensor, saved, index)]),
        );
      },
    },
  ];
}

/** The result is linear in each term, so its gradient is the product of `dy` and the other terms. */
function gradientOfTerm(
  tf: TensorFlow,
  equation: string,
  dy: Tensor,
  terms: readonly Tensor[],
  index: number,
): Tensor {
  const [given = '', result = ''] = equation.replaceAll(' ', '').split('->');
  const labels = given.split(',');
  const own = [...(labels[index] ?? '')];
  const others = terms.flatMap((term, place) =>
    place === index ? [] : [{ term, labels: labels[place] ?? '' }],
  );
  // A scalar has no labels, which no equation can say.
  const factors = [...(result ? [{ term: dy, labels: result }] : []), ...others];
  // What the term alone has was added up: each of its elements gets the same.
  const known = own.filter((label) => factors.some((factor) => factor.labels.includes(label)));
  const shape = terms[index]?.shape ?? [];
  const product =
    factors.length > 0
      ? tf.einsum(
          `${factors.map((factor) => factor.labels).join(',')}->${known.join('')}`,
          ...factors.map(({ term }) => term),
        )
      : tf.scalar(1);
  const inPlace = tf.reshape(
    product,
    own.map((label, axis) => (known.includes(label) ? (shape[axis] ?? 1) : 1)),
  );
  const spread = tf.broadcastTo(inPlace, [...shape]);
  return result ? spread : tf.mul(spread, dy);
}

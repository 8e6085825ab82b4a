import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { alignSeveral } from './align-target.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** Keras's bound for squared lengths. */
const SHORTEST = 1e-12;

/** Minus the cosine of the angle between truth and answer: -1 where they point the same way. */
export const cosineSimilarity: Loss = {
  name: 'cosineSimilarity',
  title: 'Cosine similarity',
  spoken: 'cosine similarity',
  brief: 'directions',
  help: 'Whether answer and truth point the same way; their length does not matter. From -1, the same, to 1, opposite.',
  formula: '-\\frac{y \\cdot p}{\\lVert y \\rVert \\lVert p \\rVert}',
  compares: 'amounts',
  answers: 'any',
  needsSeveral: true,
  mean: (tf, { target, prediction, mask }) => {
    const expected = alignSeveral(tf, target, prediction, 'Cosine similarity', 'mean squared error');
    return tf.neg(meanOf(tf, tf.sum(tf.mul(unit(tf, expected), unit(tf, prediction)), -1), { mask }));
  },
};

function unit(tf: TensorFlow, x: Tensor): Tensor {
  const squares = tf.sum(tf.square(x), -1, true);
  return tf.div(x, tf.sqrt(tf.maximum(squares, SHORTEST)));
}

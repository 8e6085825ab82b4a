import { alignSeveral } from './align-target.ts';
import { EPSILON } from './epsilon.ts';
import type { Loss } from './loss.ts';
import { meanOf } from './mean-of.ts';

/** `y log(y / p)`, summed over a distribution; both are held between epsilon and 1, as in Keras. */
export const klDivergence: Loss = {
  name: 'klDivergence',
  title: 'KL divergence',
  spoken: 'the KL divergence',
  brief: 'shares of a whole',
  help: 'How far one distribution is from another. For targets that are shares and sum to 1; end the network in a Softmax.',
  formula: '\\sum_c y_c \\log \\frac{y_c}{p_c}',
  compares: 'shares',
  answers: 'softmax',
  needsSeveral: true,
  mean: (tf, { target, prediction, mask }) => {
    const bounded = (x: typeof prediction) => tf.clipByValue(x, EPSILON, 1);
    const y = bounded(alignSeveral(tf, target, prediction, 'KL divergence', 'binary crossentropy'));
    return meanOf(tf, tf.sum(tf.mul(y, tf.sub(tf.log(y), tf.log(bounded(prediction)))), -1), { mask });
  },
};

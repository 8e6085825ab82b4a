import { EPSILON } from './epsilon.ts';
import type { Loss } from './loss.ts';
import { overlap } from './overlap.ts';

/**
 * `1 - 2 common / (truth + answer)` for each sample, so that the size of a batch does not matter (Keras's Dice
 * with all axes but the first). Nothing found where there is nothing costs nothing.
 */
export const dice: Loss = {
  name: 'dice',
  title: 'Dice',
  spoken: 'the Dice loss',
  brief: 'masks: how much two areas overlap',
  help: 'One minus the share of the truth and the answer that they have in common. For masks where little is marked.',
  formula: '1 - \\frac{2 \\sum y p}{\\sum y + \\sum p}',
  compares: 'masks',
  answers: 'probabilities',
  mean: (tf, inputs) => {
    const { common, both } = overlap(tf, inputs);
    const score = tf.div(tf.add(tf.mul(common, 2), EPSILON), tf.add(both, EPSILON));
    return tf.sub(1, tf.mean(score));
  },
};

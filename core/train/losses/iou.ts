import { EPSILON } from './epsilon.ts';
import type { Loss } from './loss.ts';
import { overlap } from './overlap.ts';

/** One minus intersection over union for each sample, with shares in place of pixels that are in or out. */
export const iou: Loss = {
  name: 'iou',
  title: 'IoU',
  spoken: 'the IoU loss',
  brief: 'masks: intersection over union',
  help: 'One minus the common area over the whole area of truth and answer, the measure that segmentation is judged by.',
  formula: '1 - \\frac{\\sum y p}{\\sum y + \\sum p - \\sum y p}',
  compares: 'masks',
  answers: 'probabilities',
  mean: (tf, inputs) => {
    const { common, both } = overlap(tf, inputs);
    const score = tf.div(tf.add(common, EPSILON), tf.add(tf.sub(both, common), EPSILON));
    return tf.sub(1, tf.mean(score));
  },
};

import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { range } from '../parameter.ts';
import { describeSpan, spanOf } from './random-range.ts';

export const randomContrast = defineLayer({
  type: 'RandomContrast',
  title: 'RandomContrast',
  category: 'preprocessing',
  icon: 'contrast',
  summary: 'Makes every image stronger or fainter at random while training.',
  doc: `In every training step each image gets a factor of its own: the distance of every value from the mean of its
channel is multiplied with it. The network learns not to mind the light in which a picture was taken. Outside
training, and in an exported file, it does nothing.`,
  formula: 'y = (x - \\mu_c)\\, k + \\mu_c, \\quad k \\sim \\mathcal{U}(1 - f,\\ 1 + f)',
  parameters: {
    factor: range({
      label: 'Amount',
      help: 'How much stronger or fainter: 0.2 is from 80 to 120 percent. Two numbers: how much fainter at most, and how much stronger.',
      default: [0.2],
      min: 0,
      max: 1,
      unordered: true,
    }),
    valueRange: range({
      label: 'Bounds of the values',
      help: 'The lowest and the highest value; what goes beyond is cut off. Empty: nothing is. Keras cuts at 0 and 255, but values arrive scaled here.',
      default: [],
      min: -1_000_000,
      max: 1_000_000,
      none: 'No bounds',
      advanced: true,
    }),
  },
  describe: ({ factor }) => describeSpan(strengths(factor)),
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: input.shape }]) : image;
  },
  call: ({ tf, training, random }, { factor, valueRange }, [x]) => {
    if (!training) return [x];
    const [batch = 1] = x.shape;
    const [from, to] = spanOf(strengths(factor));
    const strength = tf.add(tf.mul(random.uniform([batch, 1, 1, 1]), to - from), 1 + from);
    const mean = tf.mean(x, [1, 2], true);
    const y = tf.add(tf.mul(tf.sub(x, mean), strength), mean);
    const [lowest, highest] = valueRange;
    return [lowest === undefined || highest === undefined ? y : tf.clipByValue(y, lowest, highest)];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [
    {
      title: 'A fifth stronger or fainter',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      parameters: 0,
    },
    {
      title: 'Fainter by up to a half, stronger by a tenth, within bounds',
      params: { factor: [0.5, 0.1], valueRange: [-1, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 3, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3, 1] }],
    },
  ],
});

/** Keras tells how much fainter and how much stronger, both above 0. */
function strengths([fainter = 0, stronger = fainter]: readonly number[]): readonly number[] {
  return [-fainter, stronger];
}

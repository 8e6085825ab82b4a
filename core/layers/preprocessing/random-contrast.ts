import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { number } from '../parameter.ts';

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
    factor: number({
      label: 'Amount',
      help: 'How much stronger or fainter: 0.2 is from 80 to 120 percent.',
      default: 0.2,
      min: 0,
      max: 1,
      step: 0.01,
    }),
  },
  describe: ({ factor }) => `± ${Math.round(factor * 100)} %`,
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: input.shape }]) : image;
  },
  call: ({ tf, training, random }, { factor }, [x]) => {
    if (!training || factor === 0) return [x];
    const [batch = 1] = x.shape;
    const strength = tf.add(tf.mul(random.uniform([batch, 1, 1, 1]), 2 * factor), 1 - factor);
    const mean = tf.mean(x, [1, 2], true);
    return [tf.add(tf.mul(tf.sub(x, mean), strength), mean)];
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
  ],
});

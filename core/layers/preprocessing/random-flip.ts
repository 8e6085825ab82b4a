import { ok } from '../../result.ts';
import type { Tensor } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { choice } from '../parameter.ts';

/** The axes along which each mode may turn an image round. */
const AXES = { horizontal: [2], vertical: [1], horizontalAndVertical: [2, 1] } as const;

export const randomFlip = defineLayer({
  type: 'RandomFlip',
  title: 'RandomFlip',
  category: 'preprocessing',
  icon: 'carets-from-axis-dashed-vertical',
  summary: 'Mirrors every other image at random while training.',
  doc: `In every training step each image is mirrored or not, as a coin falls. A cat that looks to the left is as good as
one that looks to the right, so there are twice as many pictures to learn from. Do not mirror what has a direction:
digits, letters, traffic signs. Outside training, and in an exported file, it does nothing.`,
  parameters: {
    mode: choice({
      label: 'Direction',
      help: 'Left and right, top and bottom, or both, each by a coin of its own.',
      default: 'horizontalAndVertical',
      options: {
        horizontal: 'Horizontal: left and right',
        vertical: 'Vertical: top and bottom',
        horizontalAndVertical: 'Both',
      },
    }),
  },
  describe: ({ mode }) => (mode === 'horizontalAndVertical' ? 'both directions' : mode),
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: input.shape }]) : image;
  },
  call: ({ tf, training, random }, { mode }, [x]) => {
    if (!training) return [x];
    const [batch = 1] = x.shape;
    const turned = (image: Tensor, axis: number) => {
      const heads = tf.cast(tf.less(random.uniform([batch, 1, 1, 1]), 0.5), 'float32');
      return tf.add(tf.mul(tf.reverse(image, axis), heads), tf.mul(image, tf.sub(1, heads)));
    };
    return [AXES[mode].reduce<Tensor>(turned, x)];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [
    {
      title: 'In both directions',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      parameters: 0,
    },
    {
      title: 'Left and right only',
      params: { mode: 'horizontal' },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 1] }],
    },
  ],
});

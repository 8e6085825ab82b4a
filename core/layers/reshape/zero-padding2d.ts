import { ok } from '../../result.ts';
import type { Tensor4D } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';

export const zeroPadding2d = defineLayer({
  type: 'ZeroPadding2D',
  title: 'ZeroPadding2D',
  category: 'merge',
  icon: 'frame',
  summary: 'Adds a border of zeros around an image.',
  doc: `Puts rows and columns of zeros around the image. A convolution behind it then sees the border as often as the
middle, or images get the size that a network was made for. It has nothing to learn.`,
  parameters: {
    padding: tuple({
      places: ['top', 'bottom', 'left', 'right'],
      label: 'Border',
      help: 'Zeros to add at the top, bottom, left and right.',
      default: [1, 1, 1, 1],
      min: 0,
      max: 1000,
    }),
  },
  describe: ({ padding }) =>
    new Set(padding).size === 1 ? `${padding[0]} on every side` : padding.join(', '),
  infer: ({ padding: [top, bottom, left, right] }, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const { height, width, channels } = image.value;
    return ok([{ dtype: 'float32', shape: [null, height + top + bottom, width + left + right, channels] }]);
  },
  call: ({ tf }, { padding: [top, bottom, left, right] }, [x]) => [
    tf.pad(x as Tensor4D, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]),
  ],
  emitOnnx: (emitter, { padding: [top, bottom, left, right] }, [x]) => {
    const [, height = 1, width = 1, channels = 1] = x.shape;
    const pads =
      x.layout === 'channels-first'
        ? [0, 0, top, left, 0, 0, bottom, right]
        : [0, top, left, 0, 0, bottom, right, 0];
    const name = emitter.node('Pad', [x.name, emitter.int64(pads), emitter.float(0)]);
    return [
      {
        name,
        shape: [null, (height ?? 1) + top + bottom, (width ?? 1) + left + right, channels],
        layout: x.layout,
      },
    ];
  },
  examples: [
    {
      title: 'One more pixel on every side',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 7, 2] }],
      parameters: 0,
    },
    {
      title: 'Different sides',
      params: { padding: [0, 1, 2, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 8, 1] }],
    },
  ],
});

import { ok } from '../../result.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';

export const upSampling2d = defineLayer({
  type: 'UpSampling2D',
  title: 'UpSampling2D',
  category: 'merge',
  icon: 'expand',
  summary: 'Enlarges an image by repeating its pixels.',
  doc: `Repeats every row and every column, so that each pixel becomes a block of equal ones. It is the counterpart of
pooling: decoders and U-Nets grow their images back with it, usually with a Conv2D behind that smooths the blocks.
It has nothing to learn.`,
  formula: 'y_{i,j,c} = x_{\\lfloor i / s_h \\rfloor,\\; \\lfloor j / s_w \\rfloor,\\; c}',
  parameters: {
    size: tuple({
      places: ['height', 'width'],
      label: 'Factor',
      help: 'How many times each row and each column is repeated: height, width.',
      default: [2, 2],
      max: 100,
    }),
  },
  describe: ({ size }) => size.join('×'),
  infer: ({ size }, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const { height, width, channels } = image.value;
    return ok([{ dtype: 'float32', shape: [null, height * size[0], width * size[1], channels] }]);
  },
  // Multiplying with ones repeats along new axes of length 1, and its gradient is the sum over the copies.
  call: ({ tf }, { size: [down, across] }, [x]) => {
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    const rows = tf.mul(tf.reshape(x, [batch, height, 1, width * channels]), tf.ones([1, 1, down, 1]));
    const columns = tf.mul(
      tf.reshape(rows, [batch * height * down, width, 1, channels]),
      tf.ones([1, 1, across, 1]),
    );
    return [tf.reshape(columns, [batch, height * down, width * across, channels])];
  },
  emitOnnx: (emitter, { size: [down, across] }, [x]) => {
    const [height = 1, width = 1, channels = 1] = sampleShape(x.shape);
    const name = emitter.node(
      'Resize',
      [emitter.channelsFirst(x).name, '', emitter.float([1, 1, down, across])],
      {
        attributes: {
          mode: 'nearest',
          coordinate_transformation_mode: 'asymmetric',
          nearest_mode: 'floor',
        },
      },
    );
    return [{ name, shape: [null, height * down, width * across, channels], layout: 'channels-first' }];
  },
  examples: [
    {
      title: 'Twice as large',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 8, 2] }],
      parameters: 0,
    },
    {
      title: 'Three times as wide',
      params: { size: [1, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 9, 3] }],
    },
  ],
});

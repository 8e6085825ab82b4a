import type { Remedy } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';

const CROP_NOTHING: Remedy = {
  kind: 'set-params',
  label: 'Cut off nothing',
  params: { cropping: [0, 0, 0, 0] },
};

export const cropping2d = defineLayer({
  type: 'Cropping2D',
  title: 'Cropping2D',
  category: 'merge',
  icon: 'crop',
  summary: 'Cuts a border off an image.',
  doc: `Removes rows and columns at the border of the image, in every channel. Use it to make two branches the same size
before an Add or a Concatenate, as U-Net does. It has nothing to learn.`,
  parameters: {
    cropping: tuple({
      places: ['top', 'bottom', 'left', 'right'],
      label: 'Cut off',
      help: 'Rows and columns to remove at the top, bottom, left and right.',
      default: [0, 0, 0, 0],
      min: 0,
      max: 100_000,
    }),
  },
  describe: ({ cropping }) =>
    new Set(cropping).size === 1 ? `${cropping[0]} on every side` : cropping.join(', '),
  infer: ({ cropping: [top, bottom, left, right] }, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const { height, width, channels } = image.value;
    const rows = height - top - bottom;
    const columns = width - left - right;
    if (rows > 0 && columns > 0) {
      return ok([{ dtype: 'float32', shape: [null, rows, columns, channels] }]);
    }
    return fail([
      {
        code: 'crop-larger-than-input',
        severity: 'error',
        message: `{layer} cuts off ${top + bottom} rows and ${left + right} columns, and nothing is left of the ${height} × ${width} image that {source} gives. Cut off less.`,
        received: `${height} × ${width}`,
        expected: `at least ${top + bottom + 1} × ${left + right + 1}`,
        input: 0,
        param: 'cropping',
        remedies: [CROP_NOTHING],
      },
    ]);
  },
  call: ({ tf }, { cropping: [top, bottom, left, right] }, [x]) => {
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    return [tf.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels])];
  },
  emitOnnx: (emitter, { cropping: [top, bottom, left, right] }, [x]) => {
    const [height = 1, width = 1, channels = 1] = sampleShape(x.shape);
    const axes = x.layout === 'channels-first' ? [2, 3] : [1, 2];
    const name = emitter.node('Slice', [
      x.name,
      emitter.int64([top, left]),
      emitter.int64([height - bottom, width - right]),
      emitter.int64(axes),
    ]);
    return [{ name, shape: [null, height - top - bottom, width - left - right, channels], layout: x.layout }];
  },
  examples: [
    {
      title: 'One pixel off every side',
      params: { cropping: [1, 1, 1, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      parameters: 0,
    },
    {
      title: 'Another amount on each side',
      params: { cropping: [0, 2, 3, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 5, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
  ],
});

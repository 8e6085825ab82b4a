import { fail, ok } from '../../result.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';
import { placeSight } from '../sight.ts';
import { sampleImage } from './sample-image.ts';

export const randomCrop = defineLayer({
  type: 'RandomCrop',
  title: 'RandomCrop',
  category: 'preprocessing',
  icon: 'crop',
  summary: 'Cuts a window out of every image: anywhere while training, else from the middle.',
  doc: `In every training step a window of the given size is cut out of each image at a place of its own, so that the
network never sees quite the same picture twice. Outside training, and in an exported file, it cuts out the middle.
AlexNet was trained on windows of 224 × 224 out of 256 × 256.`,
  parameters: {
    height: integer({ label: 'Height', help: 'Rows of the window.', default: 24 }),
    width: integer({ label: 'Width', help: 'Columns of the window.', default: 24 }),
  },
  describe: ({ height, width }) => `${height} × ${width}`,
  infer: ({ height, width }, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const { height: rows, width: columns, channels } = image.value;
    if (height <= rows && width <= columns) {
      return ok([{ dtype: 'float32', shape: [null, height, width, channels] }]);
    }
    const largest = { height: Math.min(height, rows), width: Math.min(width, columns) };
    return fail([
      {
        code: 'crop-window-too-large',
        severity: 'error',
        message: `{layer} cuts out ${height} × ${width}, which is more than the ${rows} × ${columns} image that {source} gives. Choose a smaller window.`,
        received: `${rows} × ${columns}`,
        expected: `at least ${height} × ${width}`,
        input: 0,
        param: height > rows ? 'height' : 'width',
        remedies: [
          {
            kind: 'set-params',
            label: `Cut out ${largest.height} × ${largest.width}`,
            params: largest,
          },
        ],
      },
    ]);
  },
  call: ({ tf, training, random }, { height, width }, [x]) => {
    const [batch = 1, rows = 1, columns = 1, channels = 1] = x.shape;
    if (!training) {
      const [top, left] = middle([rows, columns], [height, width]);
      return [tf.slice(x, [0, top, left, 0], [batch, height, width, channels])];
    }
    const start = (spare: number) => tf.floor(tf.mul(random.uniform([batch, 1, 1]), spare + 1));
    const full = [batch, height, width] as [number, number, number];
    const down = tf.reshape(tf.range(0, height, 1), [1, height, 1]);
    const right = tf.reshape(tf.range(0, width, 1), [1, 1, width]);
    const places = {
      rows: tf.broadcastTo(tf.add(start(rows - height), down), full),
      columns: tf.broadcastTo(tf.add(start(columns - width), right), full),
    };
    return [sampleImage(tf, x, places, { fillMode: 'nearest', interpolation: 'nearest', fillValue: 0 })];
  },
  sight: () => placeSight(2),
  emitOnnx: (emitter, { height, width }, [x]) => {
    const [rows = 1, columns = 1, channels = 1] = sampleShape(x.shape);
    const [top, left] = middle([rows, columns], [height, width]);
    const shape = [null, height, width, channels];
    if (height === rows && width === columns) return [{ ...x, shape }];
    const name = emitter.node('Slice', [
      x.name,
      emitter.int64([top, left]),
      emitter.int64([top + height, left + width]),
      emitter.int64(x.layout === 'channels-first' ? [2, 3] : [1, 2]),
    ]);
    return [{ ...x, name, shape }];
  },
  examples: [
    {
      title: 'Two rows and three columns',
      params: { height: 2, width: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      parameters: 0,
    },
    {
      title: 'The whole image',
      params: { height: 3, width: 4 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 1] }],
    },
  ],
});

function middle(image: readonly [number, number], window: readonly [number, number]): [number, number] {
  return [Math.floor((image[0] - window[0]) / 2), Math.floor((image[1] - window[1]) / 2)];
}

import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { ok } from '../../result.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { emitPool, type PoolParams, pool } from './pool-window.ts';

export const adaptiveAveragePooling2d = defineLayer({
  type: 'AdaptiveAveragePooling2D',
  title: 'AdaptiveAveragePooling2D',
  category: 'pooling',
  icon: 'grid-2x2',
  summary: 'Averages an image down to a given size.',
  doc: `Divides the image into as many windows as the output has places, as evenly as it goes, and keeps the mean of each,
channel by channel. You choose the size of the result and the windows follow, so that a network with Dense layers at
its end takes images of any size. It has nothing to learn.`,
  formula:
    "y_{i,j,c} = \\frac{1}{|R_i| |C_j|} \\sum_{u \\in R_i,\\, v \\in C_j} x_{u,v,c}, \\quad R_i = \\left[\\lfloor i H / H' \\rfloor,\\; \\lceil (i+1) H / H' \\rceil\\right)",
  parameters: {
    outputSize: tuple({
      places: ['height', 'width'],
      label: 'Output size',
      help: 'Height and width of the result.',
      default: [7, 7],
      max: 10_000,
    }),
  },
  describe: ({ outputSize }) => `to ${outputSize.join('×')}`,
  infer: ({ outputSize }, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    return ok([{ dtype: 'float32', shape: [null, ...outputSize, image.value.channels] }]);
  },
  call: ({ tf }, { outputSize }, [x]) => {
    const [, height = 1, width = 1] = x.shape;
    const even = evenWindows([height, width], outputSize);
    return [even ? pool(tf, 'average', x, even) : average(tf, x, outputSize)];
  },
  emitOnnx: (emitter, { outputSize }, [x]) => {
    const [height = 1, width = 1] = sampleShape(x.shape);
    const even = evenWindows([height, width], outputSize);
    return [even ? emitPool(emitter, 'AveragePool', x, even) : emitAverage(emitter, x, outputSize)];
  },
  sight: ({ outputSize }, [{ shape }]) => {
    const [height = 1, width = 1] = sampleShape(shape);
    const [rows, columns] = outputSize;
    return {
      size: [longestWindow(height, rows), longestWindow(width, columns)],
      strides: [height / rows, width / columns],
    };
  },
  examples: [
    {
      title: 'Even windows',
      params: { outputSize: [2, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      parameters: 0,
    },
    {
      title: 'Windows that overlap, because the size cannot be divided',
      params: { outputSize: [3, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 7, 5, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 3] }],
    },
    {
      title: 'A small image is repeated',
      params: { outputSize: [4, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
    },
  ],
});

type Size = readonly [number, number];

/** An ordinary pooling that does the same, where the windows are all alike. */
function evenWindows([height, width]: Size, [rows, columns]: Size): PoolParams | undefined {
  if (height % rows !== 0 || width % columns !== 0) return undefined;
  return { poolSize: [height / rows, width / columns], strides: null, padding: 'valid' };
}

const windowEnds = (line: number, old: number, size: number): Size => [
  Math.floor((line * old) / size),
  Math.ceil(((line + 1) * old) / size),
];

function longestWindow(old: number, size: number): number {
  const lengths = Array.from({ length: size }, (_, line) => {
    const [first, end] = windowEnds(line, old, size);
    return end - first;
  });
  return Math.max(...lengths);
}

/** The share of each old line in each new one, [size, old]: every new line is a mean of old ones. */
function shares(old: number, size: number): Float32Array {
  const matrix = new Float32Array(size * old);
  for (let line = 0; line < size; line++) {
    const [first, end] = windowEnds(line, old, size);
    matrix.fill(1 / (end - first), line * old + first, line * old + end);
  }
  return matrix;
}

function average(tf: TensorFlow, x: Tensor, [rows, columns]: Size): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  const lines = tf.tensor3d(shares(height, rows), [1, rows, height]);
  const narrow = tf.matMul(lines, tf.reshape(x, [batch, height, width * channels]));
  const places = tf.tensor3d(shares(width, columns), [1, columns, width]);
  const means = tf.matMul(places, tf.reshape(narrow, [batch * rows, width, channels]));
  return tf.reshape(means, [batch, rows, columns, channels]);
}

function emitAverage(emitter: OnnxEmitter, input: OnnxValue, [rows, columns]: Size): OnnxValue {
  const [height = 1, width = 1, channels = 1] = sampleShape(input.shape);
  const x = emitter.channelsFirst(input).name;
  const lines = emitter.weight('rows', [rows, height], shares(height, rows));
  const places = emitter.weight('columns', [width, columns], turned(shares(width, columns), columns, width));
  const name = emitter.node('MatMul', [emitter.node('MatMul', [lines, x]), places]);
  return { name, shape: [null, rows, columns, channels], layout: 'channels-first' };
}

/** [rows, columns] to [columns, rows]. */
function turned(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return matrix.map((_, index) => matrix[(index % rows) * columns + Math.floor(index / rows)] ?? 0);
}

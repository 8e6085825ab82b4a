import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok } from '../../result.ts';
import { formatShape, sameShape, sampleShape, type TensorType } from '../../shape/tensor-type.ts';
import { windowOutput } from '../../shape/window.ts';
import type { Tensor, Tensor1D, TensorFlow } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer, type Ports } from '../layer.ts';
import { optionalTuple } from '../parameter.ts';
import { enlargedSight } from '../sight.ts';
import { poolParameters2d } from './pool-parameters.ts';
import { describePool, type PoolParams, poolWindow } from './pool-window.ts';

const PORTS: Ports = {
  inputs: [
    { id: 'in', label: 'Input' },
    { id: 'indices', label: 'Indices' },
  ],
  outputs: [{ id: 'out', label: 'Output' }],
};

export const maxUnpooling2d = defineLayer({
  type: 'MaxUnpooling2D',
  title: 'MaxUnpooling2D',
  category: 'pooling',
  icon: 'map-pinned',
  summary: 'Puts pooled values back where they stood; all else is zero.',
  doc: `Undoes the shrinking of a MaxPoolingWithIndices2D: link its indices to the second input, and every value returns to
the place that it was the largest at. The rest of the image is filled with zeros, and convolutions behind it fill in
what is between. Where windows overlapped, the values of one place add up. It has nothing to learn.`,
  formula: 'y_{k,c} = \\sum_{i,j:\\; k_{i,j,c} = k} x_{i,j,c}',
  parameters: {
    ...poolParameters2d,
    outputSize: optionalTuple({
      places: ['height', 'width'],
      label: 'Output size',
      help: 'The size of the image before the pooling, where strides left out an odd rest.',
      default: null,
      automatic: 'Fits the strides',
      own: [4, 4],
      advanced: true,
    }),
  },
  describe: describePool,
  ports: () => PORTS,
  infer: (params, inputs) => {
    const [values, indices] = inputs;
    const image = needsImage(values);
    if (!image.ok) return image;
    const { height, width, channels } = image.value;
    if (indices && !sameShape(values.shape, indices.shape)) return fail([differs(values, indices)]);
    const size = unpooledSize([height, width], params);
    const back = windowOutput(size, poolWindow(params));
    if (back[0] !== height || back[1] !== width) return fail([doesNotFit([height, width], size, back)]);
    return ok([{ dtype: 'float32', shape: [null, ...size, channels] }]);
  },
  call: ({ tf }, params, inputs) => {
    const [values, indices] = inputs;
    const [, height = 1, width = 1] = values.shape;
    return [spread(tf, values, indices ?? values, unpooledSize([height, width], params))];
  },
  emitOnnx: (emitter, params, inputs) => {
    const [values, indices] = inputs;
    const [height = 1, width = 1] = sampleShape(values.shape);
    return [emitSpread(emitter, values, indices ?? values, unpooledSize([height, width], params))];
  },
  sight: (params) => enlargedSight(poolWindow(params).strides),
  examples: [
    {
      title: 'Doubles an image',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 2, 3, 2] },
        { dtype: 'float32', shape: [null, 2, 3, 2], below: 24 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 4, 6, 2] }],
      parameters: 0,
    },
    {
      title: 'Back to an odd size, from windows that overlapped',
      params: { poolSize: [3, 3], strides: [2, 2], outputSize: [6, 5] },
      inputs: [
        { dtype: 'float32', shape: [null, 2, 2, 3] },
        { dtype: 'float32', shape: [null, 2, 2, 3], below: 30 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 6, 5, 3] }],
    },
    {
      title: 'After padding "same"',
      params: { padding: 'same' },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 1] },
        { dtype: 'float32', shape: [null, 3, 2, 1], below: 24 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 6, 4, 1] }],
    },
  ],
});

type Size = readonly [number, number];

interface UnpoolParams extends PoolParams {
  readonly outputSize: Size | null;
}

/** The smallest size that a pooling "valid" makes this of, or the largest that "same" does. */
function unpooledSize([height, width]: Size, params: UnpoolParams): Size {
  if (params.outputSize) return params.outputSize;
  const { kernelSize, strides, padding } = poolWindow(params);
  const along = (places: number, axis: number) => {
    const [window = 1, stride = 1] = [kernelSize[axis], strides[axis]];
    return padding === 'same' ? places * stride : (places - 1) * stride + window;
  };
  return [along(height, 0), along(width, 1)];
}

function differs(values: TensorType, indices: TensorType): Problem {
  return {
    code: 'indices-of-another-size',
    severity: 'error',
    message: `{layer} needs one place for every value, but the values are ${formatShape(values.shape)} and {source} gives ${formatShape(indices.shape)}. Link the indices of the MaxPoolingWithIndices2D that made an image of that size.`,
    received: formatShape(indices.shape),
    expected: formatShape(values.shape),
    input: 1,
  };
}

function doesNotFit(places: Size, size: Size, back: Size): Problem {
  const by = (numbers: Size) => numbers.join(' × ');
  return {
    code: 'unpooled-size-does-not-fit',
    severity: 'error',
    message: `{layer} is to make ${by(size)} of the ${by(places)} image that {source} gives, but pooling an image of that size gives ${by(back)}. Set the output size to what came into the pooling, or let the layer decide.`,
    received: by(size),
    expected: `a size that is pooled to ${by(places)}`,
    input: 0,
    param: 'outputSize',
    remedies: [{ kind: 'set-params', label: 'Let the layer decide', params: { outputSize: null } }],
  };
}

/** Nothing is learned from where values go. */
function spread(tf: TensorFlow, values: Tensor, places: Tensor, [height, width]: Size): Tensor {
  const [batch = 1, , , channels = 1] = values.shape;
  const plane = height * width;
  const along = (count: number, step: number, shape: [number, number, number, number]) =>
    tf.tensor4d(
      Int32Array.from({ length: count }, (_, index) => index * step),
      shape,
      'int32',
    );
  const run = tf.customGrad((...given: readonly unknown[]) => {
    const [x, at, save] = given as [Tensor, Tensor, (kept: Tensor[]) => void];
    const pixels = tf.mul(tf.cast(at, 'int32'), tf.scalar(channels, 'int32'));
    const inImage = tf.add(pixels, along(channels, 1, [1, 1, 1, channels]));
    const inBatch = tf.add(inImage, along(batch, plane * channels, [batch, 1, 1, 1]));
    const ids = tf.reshape(inBatch, [-1]) as Tensor1D;
    save([ids]);
    const sums = tf.unsortedSegmentSum(tf.reshape(x, [-1]), ids, batch * plane * channels);
    return {
      value: tf.reshape(sums, [batch, height, width, channels]),
      gradFunc: (dy: Tensor, [kept]: Tensor[]) => [
        tf.reshape(tf.gather(tf.reshape(dy, [-1]), kept as Tensor1D), values.shape),
        tf.zeros(places.shape),
      ],
    };
  });
  return run(values, places);
}

function emitSpread(
  emitter: OnnxEmitter,
  values: OnnxValue,
  places: OnnxValue,
  [height, width]: Size,
): OnnxValue {
  const [rows = 1, columns = 1, channels = 1] = sampleShape(values.shape);
  const flat = emitter.int64([0, channels, rows * columns]);
  const x = emitter.channelsFirst(values).name;
  const updates = emitter.node('Reshape', [x, flat]);
  const flatPlaces = emitter.node('Reshape', [emitter.channelsFirst(places).name, flat]);
  const indices = emitter.node('Cast', [flatPlaces], { attributes: { to: INT64 } });
  const batch = emitter.node('Shape', [x], { attributes: { start: 0, end: 1 } });
  const size = emitter.node('Concat', [batch, emitter.int64([channels, height * width])], {
    attributes: { axis: 0 },
  });
  const empty = emitter.node('ConstantOfShape', [size]);
  const sums = emitter.node('ScatterElements', [empty, indices, updates], {
    attributes: { axis: 2, reduction: 'add' },
  });
  const name = emitter.node('Reshape', [sums, emitter.int64([0, channels, height, width])]);
  return { name, shape: [null, height, width, channels], layout: 'channels-first' };
}

/** ONNX's number for the element type int64. */
const INT64 = 7;

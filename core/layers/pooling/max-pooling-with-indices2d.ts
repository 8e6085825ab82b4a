import { windowSums } from '../../explain/window-sums.ts';
import { fail, ok } from '../../result.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import type { Tensor, Tensor4D, TensorFlow } from '../../tensorflow.ts';
import { defineLayer, type Ports } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { poolParameters2d } from './pool-parameters.ts';
import { describePool, inferPool, type PoolParams, pool, poolNode, poolWindow } from './pool-window.ts';

const PORTS: Ports = {
  inputs: [{ id: 'in', label: 'Input' }],
  outputs: [
    { id: 'out', label: 'Output' },
    { id: 'indices', label: 'Indices' },
  ],
};

/** Places are float32 numbers, which are exact up to here. */
const MOST_PLACES = 2 ** 24;

export const maxPoolingWithIndices2d = defineLayer({
  type: 'MaxPoolingWithIndices2D',
  title: 'MaxPoolingWithIndices2D',
  category: 'pooling',
  icon: 'map-pin',
  summary: 'Keeps the largest value of every window, and where it stood.',
  doc: `Pools as MaxPooling2D does, and gives beside every largest value its place in the image: row times width plus
column, channel by channel. Linked to a MaxUnpooling2D, the places put the values back where they were. SegNet finds
the exact outlines of things again in this way. It has nothing to learn.`,
  formula:
    '(u^*, v^*) = \\arg\\max_{u,v}\\; x_{s_h i+u,\\; s_w j+v,\\; c}, \\quad k_{i,j,c} = (s_h i+u^*)\\, W + s_w j+v^*',
  parameters: poolParameters2d,
  describe: describePool,
  ports: () => PORTS,
  infer: (params, [input]) => {
    const pooled = inferPool(params, input);
    if (!pooled.ok) return pooled;
    const [height = 1, width = 1] = sampleShape(input.shape);
    if (height * width <= MOST_PLACES) return ok([...pooled.value, ...pooled.value]);
    return fail([
      {
        code: 'too-many-places',
        severity: 'error',
        message: `{layer} numbers up to ${MOST_PLACES} places, but the ${height} × ${width} image that {source} gives has ${height * width}. Make the image smaller before it.`,
        received: `${height} × ${width}`,
        expected: `at most ${MOST_PLACES} places`,
        input: 0,
      },
    ]);
  },
  call: ({ tf }, params, [x]) => [pool(tf, 'max', x, params), places(tf, x, params)],
  emitOnnx: (emitter, params, [x]) => {
    const { inputs, attributes, output } = poolNode(emitter, x, params);
    const [name = '', flat = ''] = emitter.nodeOutputs('MaxPool', inputs, ['Output', 'Indices'], {
      attributes,
    });
    const [height = 1, width = 1] = sampleShape(x.shape);
    // ONNX counts over the whole batch.
    const inPlane = emitter.node('Mod', [flat, emitter.int64([height * width])]);
    const indices = emitter.node('Cast', [inPlane], { attributes: { to: FLOAT } });
    return [
      { ...output, name },
      { ...output, name: indices },
    ];
  },
  explain: (params, [input]) => windowSums(input, poolWindow(params)),
  sight: (params) => windowSight(poolWindow(params)),
  examples: [
    {
      title: 'Halves an image',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 6, 3] }],
      outputs: [
        { dtype: 'float32', shape: [null, 2, 3, 3] },
        { dtype: 'float32', shape: [null, 2, 3, 3] },
      ],
      parameters: 0,
    },
    {
      title: 'Windows that overlap, padding "same"',
      params: { poolSize: [3, 3], strides: [2, 2], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 6, 5, 2] }],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 3, 2] },
        { dtype: 'float32', shape: [null, 3, 3, 2] },
      ],
    },
  ],
});

/** ONNX's number for the element type float32. */
const FLOAT = 1;

/** Nothing is learned from where a value stood. */
function places(tf: TensorFlow, x: Tensor, params: PoolParams): Tensor {
  const { kernelSize, strides, padding } = poolWindow(params);
  const [first = 1, second = 1] = kernelSize;
  const [down = 1, across = 1] = strides;
  const count = tf.customGrad((...given: readonly unknown[]) => {
    const [image] = given as [Tensor4D];
    const pooled = tf.maxPoolWithArgmax(image, [first, second], [down, across], padding);
    const { indexes } = pooled as { indexes: Tensor };
    const value = tf.cast(tf.floorDiv(indexes, tf.scalar(x.shape[3] ?? 1, 'int32')), 'float32');
    return { value, gradFunc: () => tf.zeros(x.shape) };
  });
  return count(x);
}

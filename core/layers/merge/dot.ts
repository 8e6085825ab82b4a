import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok } from '../../result.ts';
import { formatShape, type Shape, sampleShape, sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor, Tensor3D, TensorFlow } from '../../tensorflow.ts';
import { noSuchAxis, sampleAxis } from '../axis.ts';
import { defineLayer } from '../layer.ts';
import { USES_MASK } from '../masking.ts';
import { flag, tuple } from '../parameter.ts';

/** Below this the length of a vector counts as 0: Keras's epsilon, squared. */
const SHORTEST = 1e-14;

export const dot = defineLayer({
  type: 'Dot',
  title: 'Dot',
  category: 'merge',
  icon: 'dot',
  summary: 'Multiplies its two inputs as vectors or matrices, sample by sample.',
  doc: `Takes the scalar product of two inputs along one dimension of each: two rows of equal length become one number, how
alike they are; two sequences become a table of every step with every step, as in attention. With "normalize" the
vectors first get the length 1 and the result is the cosine of their angle, from -1 to 1.`,
  formula: 'y_{ij} = \\sum_k x_{1,ik}\\, x_{2,kj}',
  parameters: {
    axes: tuple({
      places: ['first', 'second'],
      label: 'Axes',
      help: 'The dimension of each input along which they are multiplied, with the batch as 0; -1 is the last.',
      default: [-1, -1],
      min: -8,
      max: 8,
    }),
    normalize: flag({
      label: 'Normalize',
      help: 'Gives the vectors the length 1 first, so that the result is the cosine of their angle.',
      default: false,
    }),
  },
  describe: ({ normalize, axes }) => (normalize ? 'cosine' : `axes ${axes.join(', ')}`),
  ports: () => ({
    inputs: [
      { id: 'in', label: 'First' },
      { id: 'second', label: 'Second' },
    ],
    outputs: [{ id: 'out', label: 'Output' }],
  }),
  infer: ({ axes }, [first, second = first]) => {
    const shapes = [first.shape, second.shape] as const;
    for (const [input, shape] of shapes.entries()) {
      const axis = axes[input] ?? -1;
      if (sampleAxis(axis, shape.length) === undefined) return fail([wrongAxis(axes, input, shape)]);
    }
    const plan = planDot(shapes, axes);
    if (plan.lengths[0] !== plan.lengths[1]) return fail([differentLengths(shapes, axes, plan.lengths)]);
    return ok([{ dtype: 'float32', shape: [null, ...plan.output] }]);
  },
  multiplyAdds: ({ axes }, [first, second = first]) => {
    const { lengths, output } = planDot([first.shape, second.shape], axes);
    return lengths[0] * sampleSize([null, ...output]);
  },
  call: ({ tf }, { axes, normalize }, [first, second = first]) => {
    const plan = planDot([first.shape, second.shape], axes);
    const vectors = (x: Tensor, order: readonly number[]) => {
      const rows = tf.transpose(x, [...order]);
      const length = rows.shape.at(-1) ?? 1;
      return unit(tf, tf.reshape(rows, [x.shape[0] ?? 1, -1, length]), normalize) as Tensor3D;
    };
    const product = tf.matMul(vectors(first, plan.orders[0]), vectors(second, plan.orders[1]), false, true);
    return [tf.reshape(product, [first.shape[0] ?? 1, ...plan.output])];
  },
  emitOnnx: (emitter, { axes, normalize }, [first, second = first]) => {
    const plan = planDot([first.shape, second.shape], axes);
    const left = emitVectors(emitter, first, plan.orders[0], normalize);
    const right = emitVectors(emitter, second, plan.orders[1], normalize);
    const turned = emitter.node('Transpose', [right], { attributes: { perm: [0, 2, 1] } });
    const product = emitter.node('MatMul', [left, turned]);
    const shape = [null, ...plan.output];
    const isMatrix = first.shape.length === 3 && second.shape.length === 3;
    const name = isMatrix ? product : emitter.node('Reshape', [product, emitter.int64([0, ...plan.output])]);
    return [{ name, shape, layout: 'as-is' }];
  },
  masking: USES_MASK,
  examples: [
    {
      title: 'How alike two rows are',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 5] },
        { dtype: 'float32', shape: [null, 5] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 1] }],
      parameters: 0,
    },
    {
      title: 'The cosine of every step with every step',
      params: { normalize: true },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 2, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
    },
    {
      title: 'Two matrices, as in algebra',
      params: { axes: [2, 1] },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 4, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
    },
    {
      title: 'The channels of an image with a row',
      params: { axes: [3, 1] },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 4] },
        { dtype: 'float32', shape: [null, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
    },
  ],
});

interface DotPlan {
  /** The axes of each input, with the multiplied one last. */
  readonly orders: readonly [readonly number[], readonly number[]];
  /** The sizes of the multiplied dimensions. */
  readonly lengths: readonly [number, number];
  /** Dimensions of one sample of the result. */
  readonly output: readonly number[];
}

/** What is left of the first input, then what is left of the second; 1 where nothing is left. */
function planDot(shapes: readonly [Shape, Shape], axes: readonly [number, number]): DotPlan {
  const at = [
    sampleAxis(axes[0], shapes[0].length) ?? 1,
    sampleAxis(axes[1], shapes[1].length) ?? 1,
  ] as const;
  const others = (which: 0 | 1) => shapes[which].map((_, axis) => axis).filter((axis) => axis !== at[which]);
  const left = (which: 0 | 1) => sampleShape(shapes[which]).filter((_, index) => index + 1 !== at[which]);
  const output = [...left(0), ...left(1)];
  return {
    orders: [
      [...others(0), at[0]],
      [...others(1), at[1]],
    ],
    lengths: [shapes[0][at[0]] ?? 1, shapes[1][at[1]] ?? 1],
    output: output.length === 0 ? [1] : output,
  };
}

function unit(tf: TensorFlow, rows: Tensor, normalize: boolean): Tensor {
  if (!normalize) return rows;
  const squares = tf.sum(tf.square(rows), -1, true);
  return tf.mul(rows, tf.rsqrt(tf.maximum(squares, SHORTEST)));
}

/** Batch × rows × the multiplied dimension. */
function emitVectors(
  emitter: OnnxEmitter,
  input: OnnxValue,
  order: readonly number[],
  normalize: boolean,
): string {
  const { name, shape } = emitter.asIs(input);
  const length = shape[order.at(-1) ?? 1] ?? 1;
  const moves = order.some((axis, place) => axis !== place);
  const turned = moves ? emitter.node('Transpose', [name], { attributes: { perm: order } }) : name;
  const rows =
    shape.length === 3 ? turned : emitter.node('Reshape', [turned, emitter.int64([0, -1, length])]);
  if (!normalize) return rows;
  const squares = emitter.node('ReduceSumSquare', [rows], { attributes: { axes: [-1], keepdims: 1 } });
  const safe = emitter.node('Max', [squares, emitter.float(SHORTEST)]);
  return emitter.node('Div', [rows, emitter.node('Sqrt', [safe])]);
}

function wrongAxis(axes: readonly [number, number], input: number, shape: Shape): Problem {
  const axis = axes[input] ?? -1;
  const changed = axes.map((other, index) => (index === input ? -1 : other));
  return noSuchAxis({
    code: 'dot-axis',
    does: `multiplies along axis ${axis} of its ${input === 0 ? 'first' : 'second'} input`,
    shape,
    param: 'axes',
    received: String(axis),
    input,
    remedies: [{ kind: 'set-params', label: 'Use the last dimension', params: { axes: changed } }],
  });
}

function differentLengths(
  shapes: readonly [Shape, Shape],
  axes: readonly [number, number],
  lengths: readonly [number, number],
): Problem {
  const fitting = shapes[1].findIndex((size, axis) => axis > 0 && size === lengths[0]);
  return {
    code: 'dot-different-lengths',
    severity: 'error',
    message: `{layer} multiplies axis ${axes[0]} of the first input (${formatShape(shapes[0])}) with axis ${axes[1]} of the second, but the first has ${lengths[0]} places there and {source}, which gives ${formatShape(shapes[1])}, has ${lengths[1]}. Choose axes of equal size.`,
    received: String(lengths[1]),
    expected: String(lengths[0]),
    input: 1,
    param: 'axes',
    remedies:
      fitting > 0
        ? [
            {
              kind: 'set-params',
              label: `Use axis ${fitting} of the second input`,
              params: { axes: [axes[0], fitting] },
            },
          ]
        : [],
  };
}

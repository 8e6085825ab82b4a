import { fail, ok } from '../../result.ts';
import { formatShape, type Shape, sampleSize } from '../../shape/tensor-type.ts';
import { droppedAxes, storedAxis } from '../axis.ts';
import { defineLayer } from '../layer.ts';
import { choice, dimensions, flag } from '../parameter.ts';

const REDUCTIONS = {
  mean: { label: 'Mean', operation: 'mean', operator: 'ReduceMean' },
  sum: { label: 'Sum', operation: 'sum', operator: 'ReduceSum' },
  max: { label: 'Maximum', operation: 'max', operator: 'ReduceMax' },
  min: { label: 'Minimum', operation: 'min', operator: 'ReduceMin' },
} as const;

export const reduce = defineLayer({
  type: 'Reduce',
  title: 'Reduce',
  category: 'merge',
  icon: 'arrows-to-axis-horizontal',
  summary: 'Makes one number of all numbers along dimensions: mean, sum, maximum or minimum.',
  doc: `Takes the mean, the sum, the maximum or the minimum over the dimensions that you name, which then are gone. Over the
steps of a sequence it makes a summary; over the channels of an image a map. With "keep dimensions" each of them
stays with a size of 1, so that the result can meet its source again in an Add or a Multiply.`,
  formula: 'y_{b} = \\frac{1}{n} \\sum_{a} x_{a,b}',
  parameters: {
    reduction: choice({
      label: 'Reduction',
      help: 'What becomes of the numbers.',
      default: 'mean',
      options: {
        mean: REDUCTIONS.mean.label,
        sum: REDUCTIONS.sum.label,
        max: REDUCTIONS.max.label,
        min: REDUCTIONS.min.label,
      },
    }),
    axes: dimensions({
      label: 'Axes',
      help: 'The dimensions that are reduced, counted from 1; left empty, all of them.',
      default: [],
    }),
    keepdims: flag({
      label: 'Keep dimensions',
      help: 'Leaves a dimension of 1 where one was reduced.',
      default: false,
    }),
  },
  describe: ({ reduction, axes }) =>
    `${REDUCTIONS[reduction].label.toLowerCase()} over ${axes.length === 0 ? 'everything' : axes.join(', ')}`,
  infer: ({ axes, keepdims }, [{ shape }]) => {
    const rank = shape.length - 1;
    const missing = axes.find((axis) => axis > rank);
    if (missing === undefined) {
      return ok([{ dtype: 'float32', shape: reduced(shape, places(shape, axes), keepdims) }]);
    }
    const possible = axes.filter((axis) => axis <= rank);
    return fail([
      {
        code: 'reduce-axis',
        severity: 'error',
        message: `{layer} reduces dimension ${missing}, but {source} gives ${formatShape(shape)}, which has ${rank}. Name only dimensions that are there, counted from 1, or none to reduce all.`,
        received: String(missing),
        expected: rank > 0 ? `1 to ${rank}` : 'no axes',
        input: 0,
        param: 'axes',
        remedies: [
          {
            kind: 'set-params',
            label: possible.length > 0 ? `Reduce ${possible.join(', ')}` : 'Reduce all dimensions',
            params: { axes: possible },
          },
        ],
      },
    ]);
  },
  multiplyAdds: (_params, [input]) => sampleSize(input.shape),
  call: ({ tf }, { reduction, axes, keepdims }, [x]) => {
    const chosen = places(x.shape, axes);
    return [chosen.length === 0 ? x : tf[REDUCTIONS[reduction].operation](x, chosen, keepdims)];
  },
  emitOnnx: (emitter, { reduction, axes, keepdims }, [x]) => {
    const chosen = places(x.shape, axes);
    if (chosen.length === 0) return [x];
    const shape = reduced(x.shape, chosen, keepdims);
    const dropped = droppedAxes(x, chosen);
    const stored = keepdims ? chosen.map((place) => storedAxis(x, place)) : dropped.axes;
    const keep = keepdims ? 1 : 0;
    // Of the four, only the sum takes its axes as an input in opset 17.
    const name =
      reduction === 'sum'
        ? emitter.node('ReduceSum', [x.name, emitter.int64(stored)], { attributes: { keepdims: keep } })
        : emitter.node(REDUCTIONS[reduction].operator, [x.name], {
            attributes: { axes: stored, keepdims: keep },
          });
    return [{ name, shape, layout: keepdims ? x.layout : dropped.layout }];
  },
  examples: [
    {
      title: 'The mean of a row',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5] }],
      outputs: [{ dtype: 'float32', shape: [null] }],
      parameters: 0,
    },
    {
      title: 'The largest of each feature of a sequence',
      params: { reduction: 'max', axes: [1] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
    },
    {
      title: 'The smallest of the channels of an image, as a map',
      params: { reduction: 'min', axes: [3], keepdims: true },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 1] }],
    },
    {
      title: 'The sum over the places of an image',
      params: { reduction: 'sum', axes: [2, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
    },
  ],
});

/** The axes of a batch that are reduced, in order. */
function places(shape: Shape, axes: readonly number[]): number[] {
  const all = shape.map((_, axis) => axis).slice(1);
  return axes.length === 0 ? all : all.filter((axis) => axes.includes(axis));
}

function reduced(shape: Shape, chosen: readonly number[], keepdims: boolean): Shape {
  return shape.flatMap((dimension, axis) => {
    if (!chosen.includes(axis)) return [dimension];
    return keepdims ? [1] : [];
  });
}

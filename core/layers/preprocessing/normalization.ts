import type { ColumnStatistics } from '../../data/statistics.ts';
import type { Problem } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { formatShape, type Shape, sampleSize } from '../../shape/tensor-type.ts';
import { noSuchAxis, sampleAxis } from '../axis.ts';
import { defineLayer, type WeightData } from '../layer.ts';
import { flag, numbers, optionalInteger } from '../parameter.ts';

/** A deviation below this counts as this: Keras's epsilon. */
const SMALLEST = 1e-7;

export const normalization = defineLayer({
  type: 'Normalization',
  title: 'Normalization',
  category: 'preprocessing',
  icon: 'scale',
  summary: 'Brings every feature to mean 0 and deviation 1, as measured on the data.',
  doc: `Subtracts from each feature its mean and divides by its standard deviation. Both are measured once on the training
samples, before training begins, and stay as they are; or type them in where they are known, as those of ImageNet
are. Unlike BatchNormalization it does not depend on the batch and has nothing to train. "Invert" goes back, from what
a network computes with to real amounts.`,
  formula: 'y = \\frac{x - \\mu}{\\sigma}',
  parameters: {
    axis: optionalInteger({
      label: 'Axis',
      help: 'The dimension whose places have a mean of their own; -1 is the last, the features.',
      default: -1,
      automatic: 'One mean for all values',
      own: -1,
      min: -8,
      max: 8,
      advanced: true,
    }),
    mean: numbers({
      label: 'Mean',
      help: 'One number for each feature, or one for all. Left empty, it is measured on the training samples.',
      default: [],
    }),
    variance: numbers({
      label: 'Variance',
      help: 'The square of the deviation, for each feature or for all. Left empty, it is measured.',
      default: [],
    }),
    invert: flag({
      label: 'Invert',
      help: 'Goes back: multiplies with the deviation and adds the mean.',
      default: false,
      advanced: true,
    }),
  },
  describe: ({ mean, invert }) => `${mean.length > 0 ? 'typed in' : 'measured'}${invert ? ', inverted' : ''}`,
  infer: (params, [input]) => {
    const problem = check(params, input.shape);
    return problem ? fail([problem]) : ok([{ dtype: 'float32', shape: input.shape }]);
  },
  weights: (params, [{ shape }]) => {
    if (isTyped(params)) return [];
    const features = params.axis === null ? [] : [shape.at(-1) ?? 1];
    return [
      { name: 'mean', shape: features, initializer: { type: 'zeros' }, trainable: false },
      { name: 'variance', shape: features, initializer: { type: 'ones' }, trainable: false },
    ];
  },
  adapt: ({ axis }, columns) => (axis === null ? together(columns) : apart(columns)),
  multiplyAdds: (_params, _inputs, [output]) => sampleSize(output.shape),
  call: ({ tf }, params, [x], weight) => {
    const typed = (values: readonly number[]) =>
      values.length === 1 ? tf.scalar(values[0] ?? 0) : tf.tensor1d([...values]);
    const mean = isTyped(params) ? typed(params.mean) : weight('mean');
    const variance = isTyped(params) ? typed(params.variance) : weight('variance');
    const deviation = tf.maximum(tf.sqrt(variance), SMALLEST);
    return [params.invert ? tf.add(tf.mul(x, deviation), mean) : tf.div(tf.sub(x, mean), deviation)];
  },
  emitOnnx: (emitter, params, [input], weight) => {
    const x = emitter.asIs(input);
    const mean = isTyped(params) ? typedIn(params.mean) : weight('mean');
    const variance = isTyped(params) ? typedIn(params.variance) : weight('variance');
    const deviation = variance.data.map((value) => Math.max(Math.sqrt(value), SMALLEST));
    const means = emitter.weight('mean', mean.shape, mean.data);
    const deviations = emitter.weight('deviation', variance.shape, deviation);
    const name = params.invert
      ? emitter.node('Add', [emitter.node('Mul', [x.name, deviations]), means])
      : emitter.node('Div', [emitter.node('Sub', [x.name, means]), deviations]);
    return [{ ...x, name }];
  },
  examples: [
    {
      title: 'The columns of a table, as measured',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 8,
    },
    {
      title: 'All pixels alike, as measured',
      params: { axis: null },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 3] }],
      parameters: 2,
    },
    {
      title: 'The colours of ImageNet, typed in',
      params: { mean: [0.485, 0.456, 0.406], variance: [0.0524, 0.0502, 0.0506] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 2, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 3] }],
      parameters: 0,
    },
    {
      title: 'Back to amounts',
      params: { mean: [20], variance: [4], invert: true },
      inputs: [{ dtype: 'float32', shape: [null, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 1] }],
      parameters: 0,
    },
  ],
});

interface Settings {
  readonly axis: number | null;
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

function isTyped({ mean, variance }: Settings): boolean {
  return mean.length > 0 && variance.length > 0;
}

function typedIn(values: readonly number[]): WeightData {
  return { shape: values.length === 1 ? [] : [values.length], data: Float32Array.from(values) };
}

function apart(columns: readonly ColumnStatistics[]) {
  return {
    mean: columns.map(({ mean }) => mean),
    variance: columns.map(({ deviation }) => deviation ** 2),
  };
}

/** Of all values as one: the variance within the columns, and that between them. */
function together(columns: readonly ColumnStatistics[]) {
  const average = (of: (column: ColumnStatistics) => number) =>
    columns.reduce((sum, column) => sum + of(column), 0) / columns.length;
  const mean = average((column) => column.mean);
  const variance = average((column) => column.deviation ** 2 + (column.mean - mean) ** 2);
  return { mean: [mean], variance: [variance] };
}

function check({ axis, mean, variance }: Settings, shape: Shape): Problem | undefined {
  const last = shape.length - 1;
  if (axis !== null && sampleAxis(axis, shape.length) === undefined) {
    return noSuchAxis({
      code: 'normalization-axis',
      does: `has a mean for each place of axis ${axis}`,
      shape,
      param: 'axis',
      received: String(axis),
      remedies: [USE_LAST, ONE_FOR_ALL],
    });
  }
  if (axis !== null && sampleAxis(axis, shape.length) !== last) {
    return {
      code: 'normalization-axis',
      severity: 'error',
      message: `{layer} measures the places of the last dimension, but its axis is ${axis} and {source} gives ${formatShape(shape)}. Use axis -1, one mean for all values, or a Permute before and after it.`,
      received: String(axis),
      expected: '-1',
      input: 0,
      param: 'axis',
      remedies: [USE_LAST, ONE_FOR_ALL],
    };
  }
  if (mean.length > 0 !== variance.length > 0) return onlyOne(mean.length > 0 ? 'mean' : 'variance');
  const features = axis === null ? 1 : (shape[last] ?? 1);
  const wrong = [mean, variance].find(({ length }) => length > 1 && length !== features);
  if (wrong) return wrongCount(wrong.length, features, shape);
  return variance.some((value) => value < 0) ? negative(variance) : undefined;
}

const USE_LAST = { kind: 'set-params', label: 'Use the last dimension', params: { axis: -1 } } as const;
const ONE_FOR_ALL = { kind: 'set-params', label: 'One mean for all values', params: { axis: null } } as const;
const MEASURE = {
  kind: 'set-params',
  label: 'Measure both on the training samples',
  params: { mean: [], variance: [] },
} as const;

function onlyOne(typed: 'mean' | 'variance'): Problem {
  const missing = typed === 'mean' ? 'variance' : 'mean';
  return {
    code: 'normalization-half-typed',
    severity: 'error',
    message: `{layer} has a ${typed} that was typed in, but no ${missing}. Type in both, or neither to have them measured.`,
    received: `a ${typed} alone`,
    expected: 'mean and variance',
    param: missing,
    remedies: [MEASURE],
  };
}

function wrongCount(received: number, features: number, shape: Shape): Problem {
  return {
    code: 'normalization-count',
    severity: 'error',
    message: `{layer} has ${received} numbers typed in for mean or variance, but {source} gives ${formatShape(shape)}, which needs ${features}. Type in ${features === 1 ? 'one' : `${features}, or one for all`}.`,
    received: String(received),
    expected: String(features),
    input: 0,
    param: 'mean',
    remedies: [MEASURE],
  };
}

function negative(variance: readonly number[]): Problem {
  return {
    code: 'normalization-negative',
    severity: 'error',
    message: `A variance of {layer} is negative: ${variance.find((value) => value < 0)}. It is the square of a deviation, so type in 0 or more.`,
    received: variance.join(', '),
    expected: '0 or more',
    param: 'variance',
    remedies: [MEASURE],
  };
}

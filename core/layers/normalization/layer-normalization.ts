import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok } from '../../result.ts';
import { defineLayer, type WeightData } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import {
  axisPlaces,
  checkAxes,
  normalizedAxes,
  sizesOf,
  spreadOver,
  storeSpread,
} from './normalized-axes.ts';
import { scaleAndShiftParameters, scaleAndShiftWeights } from './scale-and-shift.ts';

export const layerNormalization = defineLayer({
  type: 'LayerNormalization',
  title: 'LayerNormalization',
  category: 'normalization',
  icon: 'align-center-vertical',
  summary: 'Brings the values of each place to mean 0 and variance 1.',
  doc: `Normalizes over the last dimension of each sample, or over those that you name, each sample by itself: subtracts the mean, divides by the standard
deviation, then scales and shifts with learned numbers. It does the same in training and outside, and does not
care about the size of the batch. Transformers are built with it.`,
  formula: 'y = \\gamma \\frac{x - \\mu_x}{\\sqrt{\\sigma_x^2 + \\epsilon}} + \\beta',
  parameters: {
    ...normalizedAxes,
    ...scaleAndShiftParameters,
  },
  infer: ({ axis }, [{ dtype, shape }]) => {
    const problem = shape.length < 2 ? NEEDS_FEATURES : checkAxes(axis, shape);
    return problem ? fail([problem]) : ok([{ dtype, shape }]);
  },
  weights: (params, [{ shape }]) =>
    scaleAndShiftWeights(params, sizesOf(shape, axisPlaces(params.axis, shape.length))),
  multiplyAdds: (_params, _inputs, [output]) =>
    output.shape.slice(1).reduce<number>((product, dimension) => product * (dimension ?? 1), 1),
  call: ({ tf }, { axis, epsilon, center, scale }, [x], weight) => {
    const places = axisPlaces(axis, x.rank);
    const spread = (name: string) => tf.reshape(weight(name), [...spreadOver(x.shape, places)]);
    const { mean, variance } = tf.moments(x, [...places], true);
    const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
    const scaled = scale ? tf.mul(normal, spread('gamma')) : normal;
    return [center ? tf.add(scaled, spread('beta')) : scaled];
  },
  emitOnnx: (emitter, { axis, epsilon, center, scale }, [input], weight) => {
    const x = emitter.asIs(input);
    const places = axisPlaces(axis, x.shape.length);
    const first = x.shape.length - places.length;
    const learned = { gamma: scale ? weight('gamma') : undefined, beta: center ? weight('beta') : undefined };
    const name =
      places[0] === first
        ? emitOverLast(emitter, x, { first, epsilon }, learned)
        : emitOverAny(emitter, x, { places, epsilon }, learned);
    return [{ name, shape: x.shape, layout: 'as-is' }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A row of features',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 6] }],
      parameters: 12,
    },
    {
      title: 'Every place of an image by itself',
      params: { epsilon: 0.01, center: false },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 5] }],
      parameters: 5,
    },
    {
      title: 'A whole image',
      params: { axis: [1, 2, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      parameters: 24,
    },
    {
      title: 'Along the steps and not the features',
      params: { axis: [1], center: false },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 4,
    },
  ],
});

const NEEDS_FEATURES: Problem = {
  code: 'layer-normalization-needs-features',
  severity: 'error',
  message:
    '{layer} normalizes several numbers against each other, but {source} gives a single one for each sample. Link it to a layer that gives a row of numbers.',
  received: '1',
  expected: 'features',
  input: 0,
};

interface Learned {
  readonly gamma: WeightData | undefined;
  readonly beta: WeightData | undefined;
}

/** ONNX's own operator measures over the last dimensions. */
function emitOverLast(
  emitter: OnnxEmitter,
  { name, shape }: OnnxValue,
  { first, epsilon }: { readonly first: number; readonly epsilon: number },
  { gamma, beta }: Learned,
): string {
  const sizes = shape.slice(first).map((size) => size ?? 1);
  const count = sizes.reduce((product, size) => product * size, 1);
  const inputs = [name, emitter.weight('gamma', sizes, gamma?.data ?? new Float32Array(count).fill(1))];
  if (beta) inputs.push(emitter.weight('beta', sizes, beta.data));
  return emitter.node('LayerNormalization', inputs, {
    attributes: { axis: first - shape.length, epsilon: { float: epsilon } },
  });
}

function emitOverAny(
  emitter: OnnxEmitter,
  { name: x, shape }: OnnxValue,
  { places, epsilon }: { readonly places: readonly number[]; readonly epsilon: number },
  { gamma, beta }: Learned,
): string {
  const mean = (value: string) =>
    emitter.node('ReduceMean', [value], { attributes: { axes: places, keepdims: 1 } });
  const centered = emitter.node('Sub', [x, mean(x)], { name: 'centered' });
  const variance = mean(emitter.node('Mul', [centered, centered]));
  const deviation = emitter.node('Sqrt', [emitter.node('Add', [variance, emitter.float(epsilon)])]);
  const normal = emitter.node('Div', [centered, deviation]);
  const scaled = gamma
    ? emitter.node('Mul', [normal, storeSpread(emitter, 'gamma', gamma, shape, places)])
    : normal;
  return beta ? emitter.node('Add', [scaled, storeSpread(emitter, 'beta', beta, shape, places)]) : scaled;
}

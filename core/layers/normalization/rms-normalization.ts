import type { Problem } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';
import {
  axisPlaces,
  checkAxes,
  normalizedAxes,
  sizesOf,
  spreadOver,
  storeSpread,
} from './normalized-axes.ts';

export const rmsNormalization = defineLayer({
  type: 'RMSNormalization',
  title: 'RMSNormalization',
  category: 'normalization',
  icon: 'align-center-vertical',
  summary: 'Brings the values of each place to the same size.',
  doc: `Divides the numbers of the last dimension by the root of their mean square, then scales them with learned
numbers. It is LayerNormalization without the shift to mean 0: less to compute, and as good in large language
models, which are built with it.`,
  formula: 'y = \\gamma \\frac{x}{\\sqrt{\\frac{1}{n} \\sum_i x_i^2 + \\epsilon}}',
  parameters: {
    ...normalizedAxes,
    epsilon: number({
      label: 'Epsilon',
      help: 'A small number that keeps the division safe.',
      default: 1e-6,
      min: 1e-9,
      max: 1,
      step: 0.001,
      advanced: true,
    }),
  },
  infer: ({ axis }, [{ dtype, shape }]) => {
    const problem = shape.length < 2 ? NEEDS_FEATURES : checkAxes(axis, shape);
    return problem ? fail([problem]) : ok([{ dtype, shape }]);
  },
  weights: ({ axis }, [{ shape }]) => [
    {
      name: 'scale',
      shape: sizesOf(shape, axisPlaces(axis, shape.length)),
      initializer: { type: 'ones' },
      trainable: true,
    },
  ],
  multiplyAdds: (_params, _inputs, [output]) => 2 * sampleSize(output.shape),
  call: ({ tf }, { axis, epsilon }, [x], weight) => {
    const places = axisPlaces(axis, x.rank);
    const meanSquare = tf.mean(tf.square(x), [...places], true);
    const scale = tf.reshape(weight('scale'), [...spreadOver(x.shape, places)]);
    return [tf.mul(tf.mul(x, tf.rsqrt(tf.add(meanSquare, epsilon))), scale)];
  },
  emitOnnx: (emitter, { axis, epsilon }, [input], weight) => {
    const x = emitter.asIs(input);
    const places = axisPlaces(axis, x.shape.length);
    const squares = emitter.node('Mul', [x.name, x.name]);
    const mean = emitter.node('ReduceMean', [squares], { attributes: { axes: places, keepdims: 1 } });
    const safe = emitter.node('Add', [mean, emitter.float(epsilon)]);
    const normal = emitter.node('Div', [x.name, emitter.node('Sqrt', [safe])]);
    const scale = storeSpread(emitter, 'scale', weight('scale'), x.shape, places);
    const name = emitter.node('Mul', [normal, scale]);
    return [{ name, shape: x.shape, layout: 'as-is' }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A row of features',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 6] }],
      parameters: 6,
    },
    {
      title: 'Every step of a sequence by itself',
      params: { epsilon: 0.01 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 5] }],
      parameters: 5,
    },
    {
      title: 'A whole image',
      params: { axis: [1, 2, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      parameters: 12,
    },
    {
      title: 'Along the steps',
      params: { axis: [1] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 4,
    },
  ],
});

const NEEDS_FEATURES: Problem = {
  code: 'rms-normalization-needs-features',
  severity: 'error',
  message:
    '{layer} measures several numbers together, but {source} gives a single one for each sample. Link it to a layer that gives a row of numbers.',
  received: '1',
  expected: 'features',
  input: 0,
};

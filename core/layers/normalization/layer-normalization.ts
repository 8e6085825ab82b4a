import { fail, ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { scaleAndShiftParameters, scaleAndShiftWeights } from './scale-and-shift.ts';

export const layerNormalization = defineLayer({
  type: 'LayerNormalization',
  title: 'LayerNormalization',
  category: 'normalization',
  icon: 'align-center-vertical',
  summary: 'Brings the values of each place to mean 0 and variance 1.',
  doc: `Normalizes over the last dimension of each sample by itself: subtracts the mean, divides by the standard
deviation, then scales and shifts with learned numbers. It does the same in training and outside, and does not
care about the size of the batch. Transformers are built with it.`,
  formula: 'y = \\gamma \\frac{x - \\mu_x}{\\sqrt{\\sigma_x^2 + \\epsilon}} + \\beta',
  parameters: {
    ...scaleAndShiftParameters,
  },
  infer: (_params, [input]) =>
    input.shape.length >= 2
      ? ok([input])
      : fail([
          {
            code: 'layer-normalization-needs-features',
            severity: 'error',
            message:
              '{layer} normalizes several numbers against each other, but {source} gives a single one for each sample. Link it to a layer that gives a row of numbers.',
            received: '1',
            expected: 'features',
            input: 0,
          },
        ]),
  weights: (params, [{ shape }]) => scaleAndShiftWeights(params, shape.at(-1) ?? 1),
  multiplyAdds: (_params, _inputs, [output]) =>
    output.shape.slice(1).reduce<number>((product, dimension) => product * (dimension ?? 1), 1),
  call: ({ tf }, { epsilon, center, scale }, [x], weight) => {
    const { mean, variance } = tf.moments(x, -1, true);
    const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
    const scaled = scale ? tf.mul(normal, weight('gamma')) : normal;
    return [center ? tf.add(scaled, weight('beta')) : scaled];
  },
  emitOnnx: (emitter, { epsilon, center, scale }, [x], weight) => {
    const features = x.shape.at(-1) ?? 1;
    const gamma = scale ? weight('gamma').data : new Float32Array(features).fill(1);
    const inputs = [emitter.asIs(x).name, emitter.weight('gamma', [features], gamma)];
    if (center) inputs.push(emitter.weight('beta', [features], weight('beta').data));
    const name = emitter.node('LayerNormalization', inputs, {
      attributes: { axis: -1, epsilon: { float: epsilon } },
    });
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
  ],
});

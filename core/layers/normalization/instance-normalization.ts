import { fail, ok } from '../../result.ts';
import { formatShape, sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { normalizeGroups } from './normalize-groups.ts';
import { scaleAndShiftParameters, scaleAndShiftWeights } from './scale-and-shift.ts';

export const instanceNormalization = defineLayer({
  type: 'InstanceNormalization',
  title: 'InstanceNormalization',
  category: 'normalization',
  icon: 'square-stack',
  summary: 'Brings every channel of every sample to mean 0 and variance 1.',
  doc: `For each sample and channel, subtracts the mean over all places and divides by the standard deviation; two
learned numbers for each channel then scale and shift. The contrast of a picture no longer matters, only its
pattern, which is why networks for style transfer are built with it. It does the same in training and outside.`,
  formula: 'y = \\gamma \\frac{x - \\mu_{n,c}}{\\sqrt{\\sigma_{n,c}^2 + \\epsilon}} + \\beta',
  parameters: { ...scaleAndShiftParameters },
  infer: (_params, [input]) =>
    input.shape.length >= 3
      ? ok([input])
      : fail([
          {
            code: 'instance-normalization-needs-places',
            severity: 'error',
            message: `{layer} compares the places of a channel with each other, but {source} gives ${formatShape(input.shape)}, one number for each channel. Link it to a layer that gives images or sequences, or take LayerNormalization for a row.`,
            received: formatShape(input.shape),
            expected: 'places and channels',
            input: 0,
          },
        ]),
  weights: (params, [{ shape }]) => scaleAndShiftWeights(params, shape.at(-1) ?? 1),
  multiplyAdds: (_params, _inputs, [output]) => 3 * sampleSize(output.shape),
  call: ({ tf }, { epsilon, center, scale }, [x], weight) => {
    const normal = normalizeGroups(tf, x, x.shape.at(-1) ?? 1, epsilon);
    const scaled = scale ? tf.mul(normal, weight('gamma')) : normal;
    return [center ? tf.add(scaled, weight('beta')) : scaled];
  },
  emitOnnx: (emitter, { epsilon, center, scale }, [input], weight) => {
    const x = emitter.channelsFirst(input);
    const channels = x.shape.at(-1) ?? 1;
    const gamma = scale ? weight('gamma').data : new Float32Array(channels).fill(1);
    const beta = center ? weight('beta').data : new Float32Array(channels);
    const learned = [emitter.weight('gamma', [channels], gamma), emitter.weight('beta', [channels], beta)];
    const name = emitter.node('InstanceNormalization', [x.name, ...learned], {
      attributes: { epsilon: { float: epsilon } },
    });
    return [{ ...x, name }];
  },
  examples: [
    {
      title: 'The channels of an image',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      parameters: 4,
    },
    {
      title: 'The features of a sequence, without shift and scale',
      params: { epsilon: 0.01, center: false, scale: false },
      inputs: [{ dtype: 'float32', shape: [null, 5, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 3] }],
      parameters: 0,
    },
  ],
});

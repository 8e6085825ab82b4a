import { fail, ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';
import { initializerParameter } from '../weight-parameters.ts';
import { normalizeBatch } from './normalize-batch.ts';
import { scaleAndShiftParameters, scaleAndShiftWeights } from './scale-and-shift.ts';

export const batchNormalization = defineLayer({
  type: 'BatchNormalization',
  title: 'BatchNormalization',
  category: 'normalization',
  icon: 'chart-no-axes-combined',
  summary: 'Keeps every channel near mean 0 and variance 1.',
  doc: `While training, subtracts from each channel its mean over the batch and divides by its standard deviation; two
learned numbers for each channel then scale and shift it. Deep networks learn faster and forgive a high learning
rate. Outside training it uses means and variances gathered along the way, so answers do not depend on what else
is in the batch. It usually stands between a convolution and its Activation; batches of fewer than about eight
samples make it noisy. Steps that a mask hides do not count in mean and variance.`,
  formula: 'y = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta',
  parameters: {
    momentum: number({
      label: 'Momentum',
      help: 'How much of the gathered mean and variance is kept in each step.',
      default: 0.99,
      min: 0,
      max: 1,
      advanced: true,
    }),
    ...scaleAndShiftParameters,
    movingMeanInitializer: initializerParameter(
      { label: 'First gathered mean', help: 'How the mean that is used outside training starts.' },
      'zeros',
    ),
    movingVarianceInitializer: initializerParameter(
      { label: 'First gathered variance', help: 'How the variance that is used outside training starts.' },
      'ones',
    ),
  },
  infer: (_params, [input]) =>
    input.shape.length >= 2
      ? ok([input])
      : fail([
          {
            code: 'batch-normalization-needs-channels',
            severity: 'error',
            message:
              '{layer} normalizes channels, but {source} gives a single number for each sample. Link it to a layer that gives a row of numbers or an image.',
            received: '1',
            expected: 'features or an image',
            input: 0,
          },
        ]),
  weights: (params, [{ shape }]) => {
    const channels = shape.at(-1) ?? 1;
    return [
      ...scaleAndShiftWeights(params, channels),
      { name: 'movingMean', shape: [channels], initializer: params.movingMeanInitializer, trainable: false },
      {
        name: 'movingVariance',
        shape: [channels],
        initializer: params.movingVarianceInitializer,
        trainable: false,
      },
    ];
  },
  multiplyAdds: (_params, _inputs, [output]) =>
    output.shape.slice(1).reduce<number>((product, dimension) => product * (dimension ?? 1), 1),
  call: ({ tf, training, frozen, update, masks }, { momentum, epsilon, center, scale }, [x], weight) => {
    const movingMean = weight('movingMean');
    const movingVariance = weight('movingVariance');
    if (training && !frozen) {
      const { y, mean, variance } = normalizeBatch(tf, x, {
        gamma: scale ? weight('gamma') : tf.ones(movingMean.shape),
        beta: center ? weight('beta') : tf.zeros(movingMean.shape),
        epsilon,
        mask: masks?.[0],
      });
      const blend = (old: typeof mean, now: typeof mean) =>
        tf.add(old, tf.mul(tf.sub(now, old), 1 - momentum));
      update('movingMean', blend(movingMean, mean));
      update('movingVariance', blend(movingVariance, variance));
      return [y];
    }
    const factor = tf.rsqrt(tf.add(movingVariance, epsilon));
    const scaled = scale ? tf.mul(factor, weight('gamma')) : factor;
    const centered = tf.mul(tf.sub(x, movingMean), scaled);
    return [center ? tf.add(centered, weight('beta')) : centered];
  },
  emitOnnx: (emitter, { epsilon, center, scale }, [x], weight) => {
    const channels = weight('movingMean').data.length;
    const stored = (name: string, data: Float32Array) => emitter.weight(name, [channels], data);
    const value = x.shape.length > 2 ? emitter.channelsFirst(x) : x;
    const name = emitter.node(
      'BatchNormalization',
      [
        value.name,
        stored('gamma', scale ? weight('gamma').data : new Float32Array(channels).fill(1)),
        stored('beta', center ? weight('beta').data : new Float32Array(channels)),
        stored('movingMean', weight('movingMean').data),
        stored('movingVariance', weight('movingVariance').data),
      ],
      { attributes: { epsilon: { float: epsilon } } },
    );
    return [{ ...value, name }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A row of features',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 20,
    },
    {
      title: 'The channels of an image',
      params: { momentum: 0.9, epsilon: 0.01 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 6] }],
      parameters: 24,
    },
    {
      title: 'Steps that a mask hides do not count',
      params: { epsilon: 0.01 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2], masked: true }],
    },
    {
      title: 'Without shift and scale',
      params: { center: false, scale: false },
      inputs: [{ dtype: 'float32', shape: [null, 2, 2, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 3] }],
      parameters: 6,
    },
  ],
});

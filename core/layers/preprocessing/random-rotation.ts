import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { range } from '../parameter.ts';
import { describeSpan, spanOf } from './random-range.ts';
import { samplingParameters } from './sample-image.ts';
import { randomBetween, transformImage } from './transform-image.ts';

export const randomRotation = defineLayer({
  type: 'RandomRotation',
  title: 'RandomRotation',
  category: 'preprocessing',
  icon: 'rotate-cw',
  summary: 'Turns every image by a random angle while training.',
  doc: `In every training step each image is turned around its middle by an angle of its own, so that the network learns
not to mind how a picture was held. Outside training, and in an exported file, it does nothing. Choose an angle at
which a person still recognizes the class: a 6 turned by half is a 9.`,
  formula: '\\varphi \\sim \\mathcal{U}(-2\\pi f,\\ 2\\pi f)',
  parameters: {
    factor: range({
      label: 'Angle',
      help: 'The largest turn to either side, as a share of the full circle: 0.1 is 36 degrees. Two numbers: from where to where, against the clock.',
      default: [0.1],
      min: -1,
      max: 1,
    }),
    ...samplingParameters,
  },
  describe: ({ factor }) => describeSpan(factor, 360, '°'),
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: input.shape }]) : image;
  },
  call: ({ tf, training, random }, { factor, ...sampling }, [x]) => {
    if (!training) return [x];
    const [from, to] = spanOf(factor);
    const angle = randomBetween(tf, random, x.shape[0] ?? 1, 2 * Math.PI * from, 2 * Math.PI * to);
    const cosine = tf.cos(angle);
    const sine = tf.sin(angle);
    const transform = {
      rowByRow: cosine,
      rowByColumn: sine,
      columnByColumn: cosine,
      columnByRow: tf.neg(sine),
    };
    return [transformImage(tf, x, transform, sampling)];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [
    {
      title: 'Up to a tenth of the circle',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      parameters: 0,
    },
    {
      title: 'Any angle, with black corners',
      params: { factor: [0.5], fillMode: 'constant', interpolation: 'nearest' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3, 1] }],
    },
  ],
});

import type { OnnxEmitter } from '../../onnx/emitter.ts';
import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number, optionalNumber } from '../parameter.ts';

export const relu = defineLayer({
  type: 'ReLU',
  title: 'ReLU',
  category: 'activation',
  icon: 'chart-line',
  summary: 'Lets positive numbers through, and nothing else unless you say so.',
  doc: `The rectifier: positive numbers stay as they are, negative ones become 0. The Activation layer has it too; here it can
have a ceiling, as the ReLU6 of networks for telephones, a slope for what is below, and a threshold other than 0 that
numbers must reach to get through.`,
  formula:
    'y = \\begin{cases} m & x \\ge m \\\\ x & \\theta \\le x < m \\\\ a\\, (x - \\theta) & x < \\theta \\end{cases}',
  parameters: {
    maxValue: optionalNumber({
      label: 'Largest value',
      help: 'What larger numbers are cut down to. Empty: nothing is cut.',
      min: 0,
      max: 1_000_000,
      none: 'No limit',
    }),
    negativeSlope: number({
      label: 'Slope below',
      help: 'What is below the threshold is multiplied with this.',
      default: 0,
      min: 0,
      max: 1000,
      step: 0.05,
    }),
    threshold: number({
      label: 'Threshold',
      help: 'From here on numbers pass as they are.',
      default: 0,
      min: 0,
      max: 1_000_000,
      step: 0.1,
      advanced: true,
    }),
  },
  describe: ({ maxValue: [most], negativeSlope, threshold }) =>
    [
      ...(most === undefined ? [] : [`up to ${most}`]),
      ...(negativeSlope === 0 ? [] : [`slope ${negativeSlope}`]),
      ...(threshold === 0 ? [] : [`from ${threshold}`]),
    ].join(', '),
  infer: (_params, [{ shape }]) => ok([{ dtype: 'float32', shape }]),
  multiplyAdds: (_params, _inputs, [output]) => sampleSize(output.shape),
  call: ({ tf }, params, [x]) => {
    const [most] = params.maxValue;
    const open = rectified(tf, params, x);
    return [most === undefined ? open : tf.minimum(open, most)];
  },
  emitOnnx: (emitter, params, [x]) => {
    const [most] = params.maxValue;
    const open = emitRectified(emitter, params, x.name);
    return [{ ...x, name: most === undefined ? open : emitter.node('Min', [open, emitter.float(most)]) }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Five numbers',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'With a ceiling and a slope below',
      params: { maxValue: [1.1], negativeSlope: 0.1 },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
    },
    {
      title: 'From a threshold on',
      params: { threshold: 0.5, negativeSlope: 0.2 },
      inputs: [{ dtype: 'float32', shape: [null, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 6] }],
    },
  ],
});

interface Bend {
  readonly negativeSlope: number;
  readonly threshold: number;
}

function rectified(tf: TensorFlow, { negativeSlope, threshold }: Bend, x: Tensor): Tensor {
  if (threshold === 0) return negativeSlope === 0 ? tf.relu(x) : tf.leakyRelu(x, negativeSlope);
  const passes = tf.greaterEqual(x, threshold);
  return tf.where(passes, x, tf.mul(tf.sub(x, threshold), negativeSlope));
}

function emitRectified(emitter: OnnxEmitter, { negativeSlope, threshold }: Bend, x: string): string {
  if (threshold === 0) {
    return negativeSlope === 0
      ? emitter.node('Relu', [x])
      : emitter.node('LeakyRelu', [x], { attributes: { alpha: { float: negativeSlope } } });
  }
  const passes = emitter.node('GreaterOrEqual', [x, emitter.float(threshold)]);
  const below = emitter.node('Sub', [x, emitter.float(threshold)]);
  return emitter.node('Where', [passes, x, emitter.node('Mul', [below, emitter.float(negativeSlope)])]);
}

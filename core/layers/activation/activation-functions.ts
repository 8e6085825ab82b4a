/**
 * The simple activation functions: each turns every number into another by itself. One object holds all that
 * is known of one: its formula, its TensorFlow.js operations and its ONNX nodes.
 */
import type { OnnxEmitter } from '../../onnx/emitter.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

export interface ActivationFunction {
  readonly label: string;
  /** KaTeX, of f(x). */
  readonly formula: string;
  /** When to take it, as the end of a sentence. */
  readonly use: string;
  readonly call: (tf: TensorFlow, x: Tensor, settings: ActivationSettings) => Tensor;
  /** Takes and returns names of values. */
  readonly emitOnnx: (emitter: OnnxEmitter, x: string, settings: ActivationSettings) => string;
}

export interface ActivationSettings {
  /** Slope of the leaky ReLU where numbers are negative. */
  readonly negativeSlope: number;
}

export const ACTIVATION_FUNCTIONS = {
  linear: {
    label: 'Linear',
    formula: 'x',
    use: 'changes nothing; for outputs that are amounts',
    call: (_tf, x) => x,
    emitOnnx: (_emitter, x) => x,
  },
  relu: {
    label: 'ReLU',
    formula: '\\max(0, x)',
    use: 'the usual choice behind Dense and Conv2D',
    call: (tf, x) => tf.relu(x),
    emitOnnx: (emitter, x) => emitter.node('Relu', [x]),
  },
  relu6: {
    label: 'ReLU6',
    formula: '\\min(\\max(0, x), 6)',
    use: 'ReLU with a ceiling, in networks for phones',
    call: (tf, x) => tf.relu6(x),
    emitOnnx: (emitter, x) => emitter.node('Clip', [x, emitter.float(0), emitter.float(6)]),
  },
  leakyRelu: {
    label: 'Leaky ReLU',
    formula: 'x \\ge 0 ? x : a x',
    use: 'ReLU that still learns from negative numbers',
    call: (tf, x, { negativeSlope }) => tf.leakyRelu(x, negativeSlope),
    emitOnnx: (emitter, x, { negativeSlope }) =>
      emitter.node('LeakyRelu', [x], { attributes: { alpha: { float: negativeSlope } } }),
  },
  elu: {
    label: 'ELU',
    formula: 'x \\ge 0 ? x : e^x - 1',
    use: 'a smooth ReLU whose outputs average near 0',
    call: (tf, x) => tf.elu(x),
    emitOnnx: (emitter, x) => emitter.node('Elu', [x], { attributes: { alpha: { float: 1 } } }),
  },
  selu: {
    label: 'SELU',
    formula: '1.0507 \\cdot (x \\ge 0 ? x : 1.6733 (e^x - 1))',
    use: 'keeps deep stacks of Dense in balance without normalization',
    call: (tf, x) => tf.selu(x),
    emitOnnx: (emitter, x) => emitter.node('Selu', [x]),
  },
  sigmoid: {
    label: 'Sigmoid',
    formula: '\\frac{1}{1 + e^{-x}}',
    use: 'a probability between 0 and 1; for yes or no',
    call: (tf, x) => tf.sigmoid(x),
    emitOnnx: (emitter, x) => emitter.node('Sigmoid', [x]),
  },
  hardSigmoid: {
    label: 'Hard sigmoid',
    formula: '\\min(\\max(0, \\tfrac{x}{6} + \\tfrac{1}{2}), 1)',
    use: 'a sigmoid made of straight lines, quick to compute',
    call: (tf, x) => tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1),
    emitOnnx: (emitter, x) =>
      emitter.node('HardSigmoid', [x], { attributes: { alpha: { float: 1 / 6 }, beta: { float: 0.5 } } }),
  },
  tanh: {
    label: 'Tanh',
    formula: '\\tanh(x)',
    use: 'like the sigmoid, but from -1 to 1 and centred on 0',
    call: (tf, x) => tf.tanh(x),
    emitOnnx: (emitter, x) => emitter.node('Tanh', [x]),
  },
  softplus: {
    label: 'Softplus',
    formula: '\\ln(1 + e^x)',
    use: 'a smooth ReLU that is never 0; for amounts that must be positive',
    call: (tf, x) => tf.softplus(x),
    emitOnnx: (emitter, x) => emitter.node('Softplus', [x]),
  },
  softsign: {
    label: 'Softsign',
    formula: '\\frac{x}{1 + |x|}',
    use: 'like tanh, but it flattens more slowly',
    call: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)),
    emitOnnx: (emitter, x) => emitter.node('Softsign', [x]),
  },
  swish: {
    label: 'Swish (SiLU)',
    formula: '\\frac{x}{1 + e^{-x}}',
    use: 'a smooth ReLU that often learns a little better in deep networks',
    call: (tf, x) => tf.mul(x, tf.sigmoid(x)),
    emitOnnx: (emitter, x) => emitter.node('Mul', [x, emitter.node('Sigmoid', [x])]),
  },
  gelu: {
    label: 'GELU',
    formula: '\\tfrac{x}{2} \\left(1 + \\operatorname{erf}(x / \\sqrt{2})\\right)',
    use: 'the smooth ReLU of transformers',
    call: (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
    emitOnnx: (emitter, x) => {
      const erf = emitter.node('Erf', [emitter.node('Mul', [x, emitter.float(Math.SQRT1_2)])]);
      const share = emitter.node('Add', [erf, emitter.float(1)]);
      return emitter.node('Mul', [emitter.node('Mul', [x, emitter.float(0.5)]), share]);
    },
  },
  exponential: {
    label: 'Exponential',
    formula: 'e^x',
    use: 'always positive and growing fast; for rates and counts',
    call: (tf, x) => tf.exp(x),
    emitOnnx: (emitter, x) => emitter.node('Exp', [x]),
  },
  mish: {
    label: 'Mish',
    formula: 'x \\tanh(\\ln(1 + e^x))',
    use: 'a relative of swish, used in object detectors',
    call: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))),
    emitOnnx: (emitter, x) => emitter.node('Mul', [x, emitter.node('Tanh', [emitter.node('Softplus', [x])])]),
  },
  step: {
    label: 'Step (threshold)',
    formula: 'x > 0 ? 1 : 0',
    use: 'the original threshold unit; it has no slope, so layers before it cannot learn',
    call: (tf, x) => tf.step(x),
    emitOnnx: (emitter, x) =>
      // 1 is ONNX's number for float32.
      emitter.node('Cast', [emitter.node('Greater', [x, emitter.float(0)])], { attributes: { to: 1 } }),
  },
} as const satisfies Readonly<Record<string, ActivationFunction>>;

export type ActivationName = keyof typeof ACTIVATION_FUNCTIONS;

/**
 * The functions that recurrent layers bend their sums with: those of the activations that ONNX's recurrent
 * operators know too. The slope of each can be found from its result, so that nothing else need be kept.
 */
import type { OnnxEmitter } from '../../onnx/emitter.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { ACTIVATION_FUNCTIONS, type ActivationFunction } from '../activation/activation-functions.ts';
import { choice } from '../parameter.ts';

interface OnnxFunction {
  readonly name: string;
  readonly alpha?: number;
  readonly beta?: number;
}

interface GateDescription {
  readonly onnx: OnnxFunction;
  /** The slope, from the function's result. */
  readonly slope: (tf: TensorFlow, y: Tensor) => Tensor;
}

const GATES = {
  tanh: { onnx: { name: 'Tanh' }, slope: (tf, y) => tf.sub(1, tf.mul(y, y)) },
  sigmoid: { onnx: { name: 'Sigmoid' }, slope: (tf, y) => tf.mul(y, tf.sub(1, y)) },
  hardSigmoid: {
    onnx: { name: 'HardSigmoid', alpha: 1 / 6, beta: 0.5 },
    slope: (tf, y) => tf.mul(tf.mul(tf.step(y), tf.step(tf.sub(1, y))), 1 / 6),
  },
  relu: { onnx: { name: 'Relu' }, slope: (tf, y) => tf.step(y) },
  elu: { onnx: { name: 'Elu', alpha: 1 }, slope: (tf, y) => tf.add(tf.minimum(y, 0), 1) },
  softplus: { onnx: { name: 'Softplus' }, slope: (tf, y) => tf.sub(1, tf.exp(tf.neg(y))) },
  softsign: { onnx: { name: 'Softsign' }, slope: (tf, y) => tf.square(tf.sub(1, tf.abs(y))) },
  linear: { onnx: { name: 'Affine', alpha: 1, beta: 0 }, slope: (tf, y) => tf.onesLike(y) },
} as const satisfies Readonly<Partial<Record<keyof typeof ACTIVATION_FUNCTIONS, GateDescription>>>;

export type GateName = keyof typeof GATES;

export interface GateFunction extends GateDescription {
  readonly call: (tf: TensorFlow, x: Tensor) => Tensor;
  /** As a node of its own; takes and returns the name of a value. */
  readonly emitOnnx: (emitter: OnnxEmitter, x: string) => string;
}

export function gateFunction(name: GateName): GateFunction {
  const activation: ActivationFunction = ACTIVATION_FUNCTIONS[name];
  const settings = { negativeSlope: 0 };
  return {
    ...GATES[name],
    call: (tf, x) => activation.call(tf, x, settings),
    emitOnnx: (emitter, x) => activation.emitOnnx(emitter, x, settings),
  };
}

const LABELS = Object.fromEntries(
  Object.keys(GATES).map((name) => [name, ACTIVATION_FUNCTIONS[name as GateName].label]),
) as Readonly<Record<GateName, string>>;

export function gateParameter(label: string, help: string, start: GateName) {
  return choice<GateName>({ label, help, default: start, options: LABELS, advanced: true });
}

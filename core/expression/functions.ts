/** What a formula may call: how many numbers each function takes, its value, its tensors and its nodes. */
import type { OnnxEmitter } from '../onnx/emitter.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';

export interface FormulaFunction {
  /** How many numbers it takes; `several` is two or more. */
  readonly takes: 1 | 2 | 'several';
  /** Of plain numbers, which are computed when the formula is read. */
  readonly value: (...numbers: readonly number[]) => number;
  readonly call: (tf: TensorFlow, a: Tensor, b: Tensor) => Tensor;
  readonly operator: string;
  /** Whether a person can write it as a name; signs stand for the others. */
  readonly sign?: true;
}

const sum = (...[a = 0, b = 0]: readonly number[]) => a + b;

export const FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  add: { takes: 2, value: sum, call: (tf, a, b) => tf.add(a, b), operator: 'Add', sign: true },
  subtract: {
    takes: 2,
    value: (a = 0, b = 0) => a - b,
    call: (tf, a, b) => tf.sub(a, b),
    operator: 'Sub',
    sign: true,
  },
  multiply: {
    takes: 2,
    value: (a = 0, b = 0) => a * b,
    call: (tf, a, b) => tf.mul(a, b),
    operator: 'Mul',
    sign: true,
  },
  divide: {
    takes: 2,
    value: (a = 0, b = 0) => a / b,
    call: (tf, a, b) => tf.div(a, b),
    operator: 'Div',
    sign: true,
  },
  power: {
    takes: 2,
    value: (a = 0, b = 0) => a ** b,
    call: (tf, a, b) => tf.pow(a, b),
    operator: 'Pow',
    sign: true,
  },
  negate: { takes: 1, value: (a = 0) => -a, call: (tf, a) => tf.neg(a), operator: 'Neg', sign: true },
  exp: { takes: 1, value: (a = 0) => Math.exp(a), call: (tf, a) => tf.exp(a), operator: 'Exp' },
  log: { takes: 1, value: (a = 0) => Math.log(a), call: (tf, a) => tf.log(a), operator: 'Log' },
  sqrt: { takes: 1, value: (a = 0) => Math.sqrt(a), call: (tf, a) => tf.sqrt(a), operator: 'Sqrt' },
  abs: { takes: 1, value: (a = 0) => Math.abs(a), call: (tf, a) => tf.abs(a), operator: 'Abs' },
  sin: { takes: 1, value: (a = 0) => Math.sin(a), call: (tf, a) => tf.sin(a), operator: 'Sin' },
  cos: { takes: 1, value: (a = 0) => Math.cos(a), call: (tf, a) => tf.cos(a), operator: 'Cos' },
  tanh: { takes: 1, value: (a = 0) => Math.tanh(a), call: (tf, a) => tf.tanh(a), operator: 'Tanh' },
  sigmoid: {
    takes: 1,
    value: (a = 0) => 1 / (1 + Math.exp(-a)),
    call: (tf, a) => tf.sigmoid(a),
    operator: 'Sigmoid',
  },
  relu: { takes: 1, value: (a = 0) => Math.max(0, a), call: (tf, a) => tf.relu(a), operator: 'Relu' },
  softplus: {
    takes: 1,
    value: (a = 0) => Math.log1p(Math.exp(a)),
    call: (tf, a) => tf.softplus(a),
    operator: 'Softplus',
  },
  min: {
    takes: 'several',
    value: (...all) => Math.min(...all),
    call: (tf, a, b) => tf.minimum(a, b),
    operator: 'Min',
  },
  max: {
    takes: 'several',
    value: (...all) => Math.max(...all),
    call: (tf, a, b) => tf.maximum(a, b),
    operator: 'Max',
  },
};

/** The names that a person can write, in the order of the help. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS).filter(
  (name) => !FUNCTIONS[name]?.sign,
);

export const CONSTANTS: Readonly<Record<string, number>> = { e: Math.E, pi: Math.PI };

/** Functions of several numbers are applied from left to right. */
export function callFunction(tf: TensorFlow, name: string, args: readonly Tensor[]): Tensor {
  const [first, ...others] = args;
  if (!first) throw new Error(`The function ${name} was given nothing.`);
  const { call } = known(name);
  return others.length === 0 ? call(tf, first, first) : others.reduce((a, b) => call(tf, a, b), first);
}

export function emitFunction(emitter: OnnxEmitter, name: string, args: readonly string[]): string {
  return emitter.node(known(name).operator, args);
}

function known(name: string): FormulaFunction {
  const found = FUNCTIONS[name];
  if (!found) throw new Error(`There is no function ${name}.`);
  return found;
}

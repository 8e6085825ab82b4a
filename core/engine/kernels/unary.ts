/** Kernels that map every element by itself. */
import type {
  CastAttrs,
  ClipByValueAttrs,
  EluGradInputs,
  LeakyReluAttrs,
  StepAttrs,
} from '@tensorflow/tfjs-core';
import { add, cast, compare, div, elementwise, mul, sub, where } from '../graph/elementwise.ts';
import { type Attributes, float, scalar, type Value } from '../graph/value.ts';
import { elementOf, type KernelFamily, kernel, type Unary } from './kernel.ts';

type Compute = (x: Value) => Value;

/** Operators that exist for float32 only; TensorFlow.js gives float32 for whatever comes in. */
const inFloat = (compute: Compute) => kernel<Unary>(({ inputs: { x } }) => compute(cast(x, 'float32')));

const operator = (name: string, attributes: Attributes = {}): Compute => {
  return (x) => elementwise(name, [x], x.element, attributes);
};

/** For what keeps whole numbers whole. */
const anyNumber = (name: string) => kernel<Unary>(({ inputs: { x } }) => operator(name)(x));

/** What rounds, where whole numbers are round already. */
const rounding = (name: string) =>
  kernel<Unary>(({ inputs: { x } }) => (x.element === 'float32' ? operator(name)(x) : x));

const one = scalar(1);
const half = scalar(0.5);

/** exp(x) - 1 without cancellation near 0, where it is 2t / (1 - t) with t = tanh(x / 2). */
function expm1(x: Value): Value {
  const t = operator('Tanh')(mul(x, half));
  const near = div(mul(scalar(2), t), sub(one, t));
  return where(compare('Less', operator('Abs')(x), half), near, sub(operator('Exp')(x), one));
}

/** log(1 + x) without cancellation near 0: the error of 1 + x divides out. */
function log1p(x: Value): Value {
  const u = add(one, x);
  const away = operator('Log')(u);
  const near = div(mul(away, x), sub(u, one));
  const corrected = where(compare('Equal', u, one), x, near);
  return where(compare('Less', operator('Abs')(x), half), corrected, away);
}

function finite(x: Value): Value {
  return elementwise('Not', [
    compare('Or', elementwise('IsInf', [x], 'bool'), elementwise('IsNaN', [x], 'bool')),
  ]);
}

/** 0 for what is not a number, where the operator of that name would keep it. */
function sign(x: Value): Value {
  if (x.element !== 'float32') return elementwise('Sign', [x]);
  const zero = scalar(0);
  const side = (order: 'Greater' | 'Less') => cast(compare(order, x, zero), 'float32');
  return sub(side('Greater'), side('Less'));
}

const relu6 = (x: Value): Value => elementwise('Clip', [x, scalar(0, x.element), scalar(6, x.element)]);

/** Derivative times `dy`, from the result of elu: 1 above zero and y + 1 below. */
function eluGrad(dy: Value, y: Value): Value {
  return mul(dy, add(elementwise('Min', [y, scalar(0)]), one));
}

export const unaryKernels: KernelFamily = {
  Abs: anyNumber('Abs'),
  Acos: inFloat(operator('Acos')),
  Acosh: inFloat(operator('Acosh')),
  Asin: inFloat(operator('Asin')),
  Asinh: inFloat(operator('Asinh')),
  Atan: inFloat(operator('Atan')),
  Atanh: inFloat(operator('Atanh')),
  Cast: kernel<Unary, CastAttrs>(({ inputs: { x }, attrs: { dtype } }) => cast(x, elementOf(dtype))),
  Ceil: rounding('Ceil'),
  ClipByValue: kernel<Unary, ClipByValueAttrs>(({ inputs: { x }, attrs: { clipValueMin, clipValueMax } }) =>
    elementwise('Clip', [x, scalar(clipValueMin, x.element), scalar(clipValueMax, x.element)]),
  ),
  Cos: inFloat(operator('Cos')),
  Cosh: inFloat(operator('Cosh')),
  Elu: inFloat(operator('Elu', { alpha: float(1) })),
  EluGrad: kernel<EluGradInputs & { dy: Value; y: Value }>(({ inputs: { dy, y } }) => eluGrad(dy, y)),
  Erf: inFloat(operator('Erf')),
  Exp: inFloat(operator('Exp')),
  Expm1: inFloat(expm1),
  Floor: rounding('Floor'),
  IsFinite: kernel<Unary>(({ inputs: { x } }) => finite(cast(x, 'float32'))),
  IsInf: kernel<Unary>(({ inputs: { x } }) => elementwise('IsInf', [cast(x, 'float32')], 'bool')),
  IsNan: kernel<Unary>(({ inputs: { x } }) => elementwise('IsNaN', [cast(x, 'float32')], 'bool')),
  LeakyRelu: kernel<Unary, LeakyReluAttrs>(({ inputs: { x }, attrs: { alpha } }) =>
    operator('LeakyRelu', { alpha: float(alpha) })(cast(x, 'float32')),
  ),
  Log: inFloat(operator('Log')),
  Log1p: inFloat(log1p),
  LogicalNot: kernel<Unary>(({ inputs: { x } }) => elementwise('Not', [cast(x, 'bool')])),
  Neg: anyNumber('Neg'),
  Reciprocal: inFloat(operator('Reciprocal')),
  Relu: anyNumber('Relu'),
  Relu6: kernel<Unary>(({ inputs: { x } }) => relu6(x)),
  Round: rounding('Round'),
  Rsqrt: inFloat((x) => operator('Reciprocal')(operator('Sqrt')(x))),
  Selu: inFloat(operator('Selu', { alpha: float(1.6732632423543772), gamma: float(1.0507009873554805) })),
  Sigmoid: inFloat(operator('Sigmoid')),
  Sign: kernel<Unary>(({ inputs: { x } }) => sign(x)),
  Sin: inFloat(operator('Sin')),
  Sinh: inFloat(operator('Sinh')),
  Softplus: inFloat(operator('Softplus')),
  Sqrt: inFloat(operator('Sqrt')),
  Square: kernel<Unary>(({ inputs: { x } }) => mul(x, x)),
  Step: kernel<Unary, StepAttrs>(({ inputs: { x }, attrs: { alpha } }) => step(x, alpha)),
  Tan: inFloat(operator('Tan')),
  Tanh: inFloat(operator('Tanh')),
};

const LARGEST_FLOAT = 3.4028234663852886e38;

/** 1 above zero, `alpha` elsewhere. */
function step(x: Value, alpha: number): Value {
  if (alpha === 0 && x.element === 'float32') {
    // Cut off between 0 and 1, the steepest line there is: one pass over the elements in place of two.
    return elementwise('HardSigmoid', [x], 'float32', { alpha: float(LARGEST_FLOAT), beta: float(0) });
  }
  const below =
    x.element === 'float32' ? where(elementwise('IsNaN', [x], 'bool'), x, scalar(alpha)) : scalar(alpha);
  return cast(where(compare('Greater', x, scalar(0, x.element)), one, below), x.element);
}

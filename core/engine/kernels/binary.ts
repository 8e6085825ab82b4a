/** Kernels over two values with broadcasting: arithmetic, comparison, logic, choice. */
import { add, cast, compare, div, elementwise, mul, sub, where } from '../graph/elementwise.ts';
import { at, reshape } from '../graph/layout.ts';
import { scalar, type Value } from '../graph/value.ts';
import { type Binary, type KernelFamily, kernel, type ValueList } from './kernel.ts';

type Compute = (a: Value, b: Value) => Value;

const binary = (compute: Compute) => kernel<Binary>(({ inputs: { a, b } }) => compute(a, b));

/** ONNX orders numbers only. */
const ordered = (value: Value) => (value.element === 'bool' ? cast(value, 'int32') : value);

const comparison = (operator: string) => binary((a, b) => compare(operator, ordered(a), ordered(b)));

const logic = (operator: string) => binary((a, b) => compare(operator, cast(a, 'bool'), cast(b, 'bool')));

const plain = (operator: string) => binary((a, b) => elementwise(operator, [ordered(a), ordered(b)]));

const not = (value: Value) => elementwise('Not', [value]);

/** Whole numbers divide towards zero in ONNX and towards minus infinity in TensorFlow.js. */
function floorDiv(a: Value, b: Value): Value {
  if (a.element === 'float32') return elementwise('Floor', [div(a, b)]);
  const quotient = div(a, b);
  const rest = sub(a, mul(quotient, b));
  const zero = scalar(0, 'int32');
  const apart = compare('Xor', compare('Less', rest, zero), compare('Less', b, zero));
  const uneven = not(compare('Equal', rest, zero));
  return sub(quotient, cast(compare('And', apart, uneven), 'int32'));
}

/** The rest with the sign of the divisor. */
function floorMod(a: Value, b: Value): Value {
  return sub(a, mul(floorDiv(a, b), b));
}

/** The angle of the point (b, a): that of a / b, half a turn further where b is negative. */
function arcTangent(y: Value, x: Value): Value {
  const [a, b] = [cast(y, 'float32'), cast(x, 'float32')];
  const zero = scalar(0);
  const angle = elementwise('Atan', [div(a, b)]);
  const turn = where(compare('Less', a, zero), scalar(-Math.PI), scalar(Math.PI));
  const turned = where(compare('Less', b, zero), add(angle, turn), angle);
  const origin = compare('And', compare('Equal', a, zero), compare('Equal', b, zero));
  return where(origin, zero, turned);
}

function squaredDifference(a: Value, b: Value): Value {
  const difference = sub(a, b);
  return mul(difference, difference);
}

const prelu = (x: Value, alpha: Value) => where(compare('Greater', x, scalar(0)), x, mul(x, alpha));

/** A condition of one dimension chooses whole rows. */
function select(condition: Value, yes: Value, no: Value): Value {
  const rank = yes.shape.length;
  const rows =
    condition.shape.length === 1 && rank > 1
      ? reshape(condition, [at(condition.shape, 0), ...new Array<number>(rank - 1).fill(1)])
      : condition;
  return where(cast(rows, 'bool'), yes, no);
}

export const binaryKernels: KernelFamily = {
  Add: binary(add),
  AddN: kernel<ValueList>(({ inputs }) => Object.values(inputs).reduce(add)),
  Atan2: binary(arcTangent),
  BitwiseAnd: plain('BitwiseAnd'),
  Equal: binary((a, b) => compare('Equal', a, b)),
  FloorDiv: binary(floorDiv),
  Greater: comparison('Greater'),
  GreaterEqual: comparison('GreaterOrEqual'),
  Less: comparison('Less'),
  LessEqual: comparison('LessOrEqual'),
  LogicalAnd: logic('And'),
  LogicalOr: logic('Or'),
  LogicalXor: logic('Xor'),
  Maximum: plain('Max'),
  Minimum: plain('Min'),
  Mod: binary(floorMod),
  Multiply: binary(mul),
  NotEqual: binary((a, b) => not(compare('Equal', a, b))),
  Pow: plain('Pow'),
  Prelu: kernel<{ x: Value; alpha: Value }>(({ inputs: { x, alpha } }) =>
    prelu(cast(x, 'float32'), cast(alpha, 'float32')),
  ),
  RealDiv: binary((a, b) => div(cast(a, 'float32'), cast(b, 'float32'))),
  Select: kernel<{ condition: Value; t: Value; e: Value }>(({ inputs: { condition, t, e } }) =>
    select(condition, t, e),
  ),
  SquaredDifference: binary(squaredDifference),
  Sub: binary(sub),
};

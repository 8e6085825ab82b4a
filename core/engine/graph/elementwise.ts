/**
 * Operators that treat every element alike, with broadcasting. They work on scalars as long as they can and let
 * transposes sink below themselves.
 */
import { amongBlocks, blocksBelow, unblocked } from './blocked.ts';
import { at, expand, inversePermutation, reshape, transpose, transposed } from './layout.ts';
import {
  type Attributes,
  constantNumber,
  type Element,
  int,
  node,
  producer,
  sameDimensions,
  sizeOf,
  type Value,
  type ValueType,
} from './value.ts';

export function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const dimensions = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const size = dimensions.find((dimension) => dimension !== 1) ?? 1;
    if (dimensions.some((dimension) => dimension !== 1 && dimension !== size)) {
      const given = shapes.map((shape) => `[${shape.join(', ')}]`).join(' and ');
      throw new Error(
        `An operation got tensors of shapes ${given}. From the last dimension on they must be equal or 1.`,
      );
    }
    return size;
  });
}

const ELEMENT_OF_CAST = { float32: 1, int32: 6, int64: 7, bool: 9, uint32: 12 } as const;

export function cast(x: Value, element: Element): Value {
  if (x.element === element) return x;
  return elementwise('Cast', [x], element, { to: int(ELEMENT_OF_CAST[element]) });
}

/** What an expanded value repeats, or the value itself. */
function unexpanded(value: Value): Value {
  return producer(value, 'Expand')?.inputs[0] ?? value;
}

/** One operator over all elements; the result has the element type of the inputs unless said otherwise. */
export function elementwise(
  operator: string,
  inputs: readonly Value[],
  element: Element = at(inputs, 0).element,
  attributes: Attributes = {},
): Value {
  const shape = broadcastShape(inputs.map((value) => value.shape));
  const small = inputs.map(unexpanded);
  const ranks = broadcastShape(small.map((value) => value.shape));
  if (!sameDimensions(ranks, shape)) {
    if (small.every((value) => sizeOf(value.shape) === 1)) {
      return expand(elementwise(operator, small, element, attributes), shape);
    }
    return sink(operator, inputs, element, attributes, shape);
  }
  return sink(operator, small, element, attributes, shape);
}

/** Computes below a transpose where that costs no new transpose of anything large. */
function sink(
  operator: string,
  inputs: readonly Value[],
  element: Element,
  attributes: Attributes,
  shape: readonly number[],
): Value {
  const blocks = inputs.map(blocksBelow).find((found) => found);
  if (blocks && shape.length === 4) {
    const below = inputs.map((value) => amongBlocks(value, blocks.shape));
    if (below.every((value) => value !== undefined)) {
      const inner = broadcastShape(below.map((value) => value.shape));
      return unblocked(apply(operator, below, { element, shape: inner }, attributes));
    }
  }
  const permutation = inputs.map((value) => transposed(value)?.permutation).find((found) => found);
  if (permutation && permutation.length === shape.length) {
    const below = inputs.map((value) => belowTranspose(value, permutation));
    if (below.every((value) => value !== undefined)) {
      const inner = back(permutation).map((axis) => at(shape, axis));
      return transpose(apply(operator, below, { element, shape: inner }, attributes), permutation);
    }
  }
  return apply(operator, inputs, { element, shape }, attributes);
}

function apply(operator: string, inputs: readonly Value[], type: ValueType, attributes: Attributes): Value {
  return (operator === 'Add' && biasedConv(inputs, type)) || node(operator, inputs, type, attributes);
}

/** A convolution adds a number for each channel while it writes its result. */
function biasedConv([a, b]: readonly Value[], type: ValueType): Value | undefined {
  if (!a || !b) return undefined;
  const [sum, bias] = producer(a, 'Conv') ? [a, b] : [b, a];
  const conv = producer(sum, 'Conv');
  if (conv?.inputs.length !== 2 || !sameDimensions(sum.shape, type.shape)) return undefined;
  const channels = at(sum.shape, 1);
  const perChannel = [channels, ...sum.shape.slice(2).map(() => 1)];
  const given = bias.shape.slice(-perChannel.length);
  if (sizeOf(bias.shape) !== channels || !sameDimensions(given, perChannel)) return undefined;
  return node('Conv', [...conv.inputs, reshape(bias, [channels])], type, conv.attributes);
}

const back = inversePermutation;

/** `value` as it looks below a transpose, if that is to be had without moving its elements. */
function belowTranspose(value: Value, permutation: readonly number[]): Value | undefined {
  if (sizeOf(value.shape) === 1) return value;
  const own = transposed(value);
  if (own && sameDimensions(own.permutation, permutation)) return own.below;
  const rank = permutation.length;
  const full = [...new Array<number>(rank - value.shape.length).fill(1), ...value.shape];
  const long = full.filter((dimension) => dimension !== 1).length;
  if (long > 1) return undefined;
  return reshape(
    value,
    back(permutation).map((axis) => at(full, axis)),
  );
}

const isNumber = (value: Value, expected: number) => constantNumber(unexpanded(value)) === expected;

/** `value` spread to the shape of a result of which it is the only part that counts. */
function alone(value: Value, other: Value): Value {
  return expand(value, broadcastShape([value.shape, other.shape]));
}

export function add(a: Value, b: Value): Value {
  if (isNumber(a, 0)) return alone(b, a);
  if (isNumber(b, 0)) return alone(a, b);
  return elementwise('Add', [a, b]);
}

export function sub(a: Value, b: Value): Value {
  if (isNumber(b, 0)) return alone(a, b);
  return elementwise('Sub', [a, b]);
}

export function mul(a: Value, b: Value): Value {
  if (isNumber(a, 1)) return alone(b, a);
  if (isNumber(b, 1)) return alone(a, b);
  return elementwise('Mul', [a, b]);
}

export function div(a: Value, b: Value): Value {
  if (isNumber(b, 1)) return alone(a, b);
  return elementwise('Div', [a, b]);
}

/** Comparisons and logic: the result is bool. */
export function compare(operator: string, a: Value, b: Value): Value {
  return elementwise(operator, [a, b], 'bool');
}

export function where(condition: Value, yes: Value, no: Value): Value {
  return elementwise('Where', [condition, yes, no], yes.element);
}

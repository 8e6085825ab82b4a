/**
 * The engine's intermediate representation: an immutable graph of values. A value knows where it comes from, so
 * what nobody refers to any more is gone without further ado. `operators.ts` makes values, `compile.ts` turns
 * what leads to a set of results into an ONNX model.
 */

/** The elements that kernels compute with. int64 and uint32 never leave the graph. */
export type Element = 'float32' | 'int32' | 'bool' | 'int64' | 'uint32';

export type ConstantData = Float32Array | Int32Array | Uint8Array | BigInt64Array | Uint32Array;

export type Attribute =
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'ints'; readonly value: readonly number[] };

export type Attributes = Readonly<Record<string, Attribute>>;

export interface GraphNode {
  /** An ONNX operator of the standard domain, or `domain:operator`. */
  readonly operator: string;
  /** Undefined is an optional input left out. */
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Attributes;
  readonly outputs: readonly ValueType[];
  /** What the node computes for each item of a sequence. */
  readonly body?: GraphBody;
}

/** A function inside the graph. */
export interface GraphBody {
  /** Values of kind `parameter`, which have no meaning outside the body. */
  readonly parameters: readonly Value[];
  readonly results: readonly Value[];
  /** What the body reads of the graph around it. */
  readonly captured: readonly Value[];
}

export interface ValueType {
  readonly element: Element;
  readonly shape: readonly number[];
}

export type Source =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'parameter' }
  | { readonly kind: 'constant'; readonly data: ConstantData }
  | { readonly kind: 'node'; readonly node: GraphNode; readonly output: number };

export interface Value extends ValueType {
  readonly source: Source;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

export function sameDimensions(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dimension, axis) => dimension === b[axis]);
}

/** A value that is fed when the graph runs. */
export function input(name: string, element: Element, shape: readonly number[]): Value {
  return { element, shape, source: { kind: 'input', name } };
}

/** What a body is given anew for each item. */
export function parameter({ element, shape }: ValueType): Value {
  return { element, shape, source: { kind: 'parameter' } };
}

export function constant(element: Element, shape: readonly number[], data: ConstantData): Value {
  return { element, shape, source: { kind: 'constant', data } };
}

/** A constant without dimensions. */
export function scalar(value: number, element: Element = 'float32'): Value {
  return constant(element, [], arrayOf(element, [value]));
}

/** Axes, shapes, pads: what ONNX operators take as an int64 vector. */
export function int64(values: readonly number[]): Value {
  return constant('int64', [values.length], arrayOf('int64', values));
}

export function arrayOf(element: Element, values: readonly number[]): ConstantData {
  switch (element) {
    case 'float32':
      return Float32Array.from(values);
    case 'int32':
      return Int32Array.from(values);
    case 'bool':
      return Uint8Array.from(values, (value) => (value ? 1 : 0));
    case 'uint32':
      return Uint32Array.from(values);
    case 'int64':
      return BigInt64Array.from(values, BigInt);
  }
}

/** The node that computes `value`, if it is one of the given operator. */
export function producer(value: Value, operator: string): GraphNode | undefined {
  return value.source.kind === 'node' && value.source.node.operator === operator
    ? value.source.node
    : undefined;
}

/** The number that a constant of one element holds. */
export function constantNumber(value: Value): number | undefined {
  return value.source.kind === 'constant' && value.source.data.length === 1
    ? Number(value.source.data[0])
    : undefined;
}

/** One node with its outputs. The named type of each output is the caller's responsibility. */
export function nodeOutputs(
  operator: string,
  inputs: readonly (Value | undefined)[],
  outputs: readonly ValueType[],
  attributes: Attributes = {},
  body?: GraphBody,
): Value[] {
  const node: GraphNode = { operator, inputs, attributes, outputs, ...(body && { body }) };
  return outputs.map(({ element, shape }, output) => ({
    element,
    shape,
    source: { kind: 'node', node, output },
  }));
}

/** One node with one output. */
export function node(
  operator: string,
  inputs: readonly (Value | undefined)[],
  type: ValueType,
  attributes: Attributes = {},
): Value {
  return {
    element: type.element,
    shape: type.shape,
    source: { kind: 'node', node: { operator, inputs, attributes, outputs: [type] }, output: 0 },
  };
}

export const int = (value: number): Attribute => ({ type: 'int', value });
export const ints = (value: readonly number[]): Attribute => ({ type: 'ints', value });
export const float = (value: number): Attribute => ({ type: 'float', value });
export const text = (value: string): Attribute => ({ type: 'string', value });

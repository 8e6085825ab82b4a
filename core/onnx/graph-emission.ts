/**
 * Collects what the layers emit into one graph. It owns what they share: unique names, constants that are
 * stored once, and transposes between the drawing's channels-last meaning and ONNX's channels-first operators,
 * of which each value gets at most one.
 */
import type { OnnxAttribute, OnnxEmitter, OnnxLayout, OnnxNodeOptions, OnnxValue } from './emitter.ts';
import { readableName, UniqueNames } from './names.ts';
import type { OnnxAttributeValue, OnnxGraph, OnnxNode, OnnxTensor, OnnxValueInfo } from './onnx-model.ts';

/** Name of the dimension that is free in an exported file. */
export const BATCH = 'batch';

/** Longer constants are named by their first values. */
const VALUES_IN_NAME = 6;

export class GraphEmission {
  readonly #prefixes = new UniqueNames();
  /** Inputs, outputs and everything inside: ONNX has one namespace for values. */
  readonly #values = new UniqueNames();
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers: OnnxTensor[] = [];
  readonly #constants = new Map<string, string>();
  readonly #otherLayout = new Map<string, OnnxValue>();
  readonly #inputs: OnnxValueInfo[] = [];
  readonly #outputs: OnnxValueInfo[] = [];
  readonly #described = new Map<string, OnnxValueInfo>();
  /** Inner names of values that became outputs, and the outputs' names. */
  readonly #renamed = new Map<string, string>();

  constructor() {
    this.#prefixes.take('constant');
  }

  /** An emitter whose nodes and weights are named after the layer, or after it and a number if that is taken. */
  layer(name: string): OnnxEmitter {
    const prefix = this.#prefixes.take(readableName(name, 'layer'));
    return {
      node: (operator, inputs, options) => this.#node(prefix, operator, inputs, options),
      nodeOutputs: (operator, inputs, wanted, options) =>
        this.#nodeOutputs(prefix, operator, inputs, wanted, options),
      weight: (weight, shape, data) =>
        this.#initializer({
          name: `${prefix}/${weight}`,
          element: 'float32',
          dims: shape,
          data,
        }),
      float: (values) => this.#float(values),
      int64: (values) => this.#int64(values),
      channelsFirst: (value) => this.#inLayout(prefix, value, 'channels-first'),
      asIs: (value) => this.#inLayout(prefix, value, 'as-is'),
    };
  }

  /** Adds an input of the graph. */
  input(name: string, shape: OnnxValue['shape']): OnnxValue {
    const value: OnnxValue = { name: this.#values.take(readableName(name, 'input')), shape, layout: 'as-is' };
    this.#inputs.push(valueInfo(value));
    return value;
  }

  /** Makes a value an output of the graph and returns the output's name. */
  output(name: string, value: OnnxValue): string {
    const output = this.#values.take(readableName(name, 'output'));
    const emitter = this.layer(name);
    let inner = emitter.asIs(value).name;
    const isComputed = this.#nodes.some((node) => node.outputs.includes(inner));
    // A value has one name: what is an input, a constant or already an output needs a node to pass it on.
    if (!isComputed || this.#renamed.has(inner)) inner = emitter.node('Identity', [inner]);
    this.#renamed.set(inner, output);
    this.#outputs.push(valueInfo({ name: output, shape: value.shape, layout: 'as-is' }));
    return output;
  }

  /** Notes the shape of a value inside for programs that show the file. */
  describe(value: OnnxValue): void {
    this.#described.set(value.name, valueInfo(value));
  }

  finish(name: string): OnnxGraph {
    const rename = (value: string) => this.#renamed.get(value) ?? value;
    const boundary = new Set(this.#inputs.map((input) => input.name));
    const read = this.#read();
    return {
      name,
      nodes: this.#nodes
        .filter(({ outputs }) => outputs.some((output) => read.has(output)))
        .map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) })),
      initializers: this.#initializers.filter((initializer) => read.has(initializer.name)),
      inputs: this.#inputs,
      outputs: this.#outputs,
      values: [...this.#described.values()].filter(
        (value) => !boundary.has(value.name) && !this.#renamed.has(value.name) && read.has(value.name),
      ),
    };
  }

  /** Values that lead to an output: a mask that nobody asks for is not written. Without outputs, all. */
  #read(): ReadonlySet<string> {
    const everything = this.#outputs.length === 0;
    const read = new Set<string>(this.#renamed.keys());
    for (const { inputs, outputs } of [...this.#nodes].reverse()) {
      if (!everything && !outputs.some((output) => read.has(output))) continue;
      for (const value of everything ? [...inputs, ...outputs] : inputs) read.add(value);
    }
    if (everything)
      for (const { name } of [...this.#initializers, ...this.#described.values()]) read.add(name);
    return read;
  }

  #node(prefix: string, operator: string, inputs: readonly string[], options: OnnxNodeOptions = {}): string {
    const name = this.#values.take(`${prefix}/${options.name ?? operator}`);
    this.#write(name, operator, inputs, [name], options);
    return name;
  }

  #nodeOutputs(
    prefix: string,
    operator: string,
    inputs: readonly string[],
    wanted: readonly string[],
    options: OnnxNodeOptions = {},
  ): readonly string[] {
    const name = this.#values.take(`${prefix}/${options.name ?? operator}`);
    const outputs = wanted.map((output) => (output === '' ? '' : this.#values.take(`${name}/${output}`)));
    this.#write(name, operator, inputs, outputs, options);
    return outputs;
  }

  #write(
    name: string,
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    { attributes = {} }: OnnxNodeOptions,
  ): void {
    this.#nodes.push({
      name,
      operator,
      inputs,
      outputs,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [key, attributeValue(value)]),
      ),
    });
  }

  #initializer(tensor: OnnxTensor): string {
    const name = this.#values.take(tensor.name);
    this.#initializers.push({ ...tensor, name });
    return name;
  }

  #float(values: number | readonly number[]): string {
    const data = Float32Array.from(typeof values === 'number' ? [values] : values);
    const dims = typeof values === 'number' ? [] : [data.length];
    return this.#constant('float32', dims, Array.from(data, exactly), () => data);
  }

  #int64(values: readonly number[]): string {
    return this.#constant('int64', [values.length], values.map(exactly), () =>
      BigInt64Array.from(values, BigInt),
    );
  }

  #constant(
    element: 'float32' | 'int64',
    dims: readonly number[],
    words: readonly string[],
    data: () => OnnxTensor['data'],
  ): string {
    const key = `${element} ${dims.length} ${words.join(' ')}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const shown = words.slice(0, VALUES_IN_NAME).join(',') + (words.length > VALUES_IN_NAME ? ',…' : '');
    const name = dims.length === 0 ? `constant/${shown}` : `constant/[${shown}]`;
    const stored = this.#initializer({ name, element, dims, data: data() });
    this.#constants.set(key, stored);
    return stored;
  }

  #inLayout(prefix: string, value: OnnxValue, layout: OnnxLayout): OnnxValue {
    const rank = value.shape.length;
    // With one dimension beside the batch, the last place is place 1.
    if (value.layout === layout || rank < 3) return { ...value, layout };
    const known = this.#otherLayout.get(value.name);
    if (known !== undefined) return known;
    const axes = Array.from({ length: rank }, (_, axis) => axis);
    const inner = axes.slice(1, -1);
    const toFirst = layout === 'channels-first';
    const name = this.#node(prefix, 'Transpose', [value.name], {
      name: toFirst ? 'ToChannelsFirst' : 'ToChannelsLast',
      attributes: {
        perm: toFirst ? [0, rank - 1, ...inner] : [0, ...inner.map((axis) => axis + 1), 1],
      },
    });
    const moved: OnnxValue = { name, shape: value.shape, layout };
    this.#otherLayout.set(value.name, moved);
    this.#otherLayout.set(name, value);
    if (this.#isDescribed(value)) this.describe(moved);
    return moved;
  }

  /** A value inside a layer may hold another number of rows than the batch: each step of each sample. */
  #isDescribed({ name }: OnnxValue): boolean {
    return this.#described.has(name) || this.#inputs.some((input) => input.name === name);
  }
}

/** The dimensions of a value as its numbers lie. */
function laidOut({ shape, layout }: OnnxValue): OnnxValue['shape'] {
  if (layout === 'as-is' || shape.length < 3) return shape;
  return [...shape.slice(0, 1), ...shape.slice(-1), ...shape.slice(1, -1)];
}

function valueInfo(value: OnnxValue): OnnxValueInfo {
  return {
    name: value.name,
    element: 'float32',
    shape: laidOut(value).map((dimension) => dimension ?? BATCH),
  };
}

function attributeValue(value: OnnxAttribute): OnnxAttributeValue {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'number') {
    return { type: Number.isInteger(value) ? 'int' : 'float', value };
  }
  if ('float' in value) return { type: 'float', value: value.float };
  if ('floats' in value) return { type: 'floats', value: value.floats };
  if (isTexts(value)) return { type: 'strings', value };
  return { type: value.every(Number.isInteger) ? 'ints' : 'floats', value };
}

function isTexts(list: readonly number[] | readonly string[]): list is readonly string[] {
  return typeof list[0] === 'string';
}

/** Tells -0 from 0, which `String` does not. */
function exactly(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

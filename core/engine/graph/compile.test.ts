import { describe, expect, test } from 'vitest';
import { compileGraph } from './compile.ts';
import { add, elementwise, mul } from './elementwise.ts';
import { channelsFirst, channelsLast, filled, reshape, transpose } from './layout.ts';
import { conv } from './products.ts';
import { reduce } from './reduction.ts';
import { constant, input, scalar, type Value } from './value.ts';

const x = input('x', 'float32', [2, 5, 5, 3]);
const vector = (length: number) => input('vector', 'float32', [length]);

/** Operators in the order in which they are written. */
const operators = (results: Readonly<Record<string, Value>>) =>
  compileGraph(results).model.graph.nodes.map(({ operator }) => operator);

describe('compileGraph', () => {
  test('computes what is written twice once', () => {
    const twice = () => mul(add(x, scalar(2)), add(x, scalar(2)));
    expect(operators({ a: twice(), b: elementwise('Neg', [twice()]) })).toEqual(['Add', 'Mul', 'Neg']);
  });

  test('keeps one array that is seen in two shapes apart', () => {
    const data = new Float32Array(100);
    const row = constant('float32', [1, 100], data);
    const column = constant('float32', [100, 1], data);
    const { initializers } = compileGraph({ a: elementwise('Neg', [row]), b: elementwise('Neg', [column]) })
      .model.graph;
    expect(initializers.map(({ dims }) => dims)).toEqual([
      [1, 100],
      [100, 1],
    ]);
  });

  test('asks for no input that the results do not need', () => {
    const { inputs, model } = compileGraph({ a: elementwise('Neg', [x]) });
    elementwise('Neg', [vector(3)]);
    expect(inputs).toEqual(['x']);
    expect(model.graph.inputs.map(({ name }) => name)).toEqual(['x']);
  });

  test('copies only results that no node can be named after', () => {
    const negative = elementwise('Neg', [x]);
    const graph = compileGraph({ a: negative, b: negative, c: x }).model.graph;
    expect(graph.nodes.map(({ operator, inputs, outputs }) => [operator, inputs[0], outputs[0]])).toEqual([
      ['Neg', 'x', 'a'],
      ['Identity', 'a', 'b'],
      ['Identity', 'x', 'c'],
    ]);
  });

  test('stores equal constants once, tells 0 from -0', () => {
    const parts = [0, 0, -0].map((value) => mul(x, constant('float32', [1], Float32Array.of(value))));
    const graph = compileGraph({ a: elementwise('Sum', parts) }).model.graph;
    expect(graph.initializers).toHaveLength(2);
  });

  test('writes a chain longer than the stack is deep', () => {
    let value: Value = x;
    for (let index = 0; index < 20_000; index++) value = elementwise('Neg', [value]);
    expect(operators({ value })).toHaveLength(20_000);
  });
});

describe('layout', () => {
  const filter = input('filter', 'float32', [4, 3, 1, 1]);
  const window = { kernel: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;
  const layer = (image: Value, weights = filter) => channelsLast(conv(channelsFirst(image), weights, window));

  test('between two convolutions no element moves', () => {
    const second = input('second', 'float32', [2, 4, 1, 1]);
    const hidden = elementwise('Relu', [add(layer(x), vector(4))]);
    expect(operators({ y: layer(hidden, second) })).toEqual([
      'Transpose',
      'Conv',
      'Relu',
      'Conv',
      'Transpose',
    ]);
  });

  test('sums over an image need no transpose', () => {
    expect(operators({ y: reduce('ReduceMean', layer(x), [1, 2], false) })).toEqual([
      'Transpose',
      'Conv',
      'ReduceMean',
      'Reshape',
    ]);
  });

  test('a transpose and its inverse are nothing', () => {
    expect(transpose(transpose(x, [3, 1, 0, 2]), [2, 1, 3, 0])).toBe(x);
    expect(reshape(reshape(x, [10, 15]), [2, 5, 5, 3])).toBe(x);
  });
});

describe('elementwise', () => {
  test('works on scalars as long as it can', () => {
    const ones = filled(1, 'float32', [2, 5, 5, 3]);
    const threes = add(ones, filled(2, 'float32', [5, 5, 3]));
    expect(threes.shape).toEqual([2, 5, 5, 3]);
    const product = mul(x, threes);
    expect(product.source.kind === 'node' && product.source.node.inputs[1]?.shape).toEqual([]);
  });

  test('leaves out sums with nothing and products with one', () => {
    expect(add(x, filled(0, 'float32', [2, 5, 5, 3]))).toBe(x);
    expect(mul(scalar(1), x)).toBe(x);
    expect(add(scalar(0), vector(3)).shape).toEqual([3]);
  });
});

import { describe, expect, test } from 'vitest';
import { GraphEmission } from './graph-emission.ts';

const IMAGE = [null, 4, 6, 3] as const;

describe('names', () => {
  test('nodes are named after their layer and operator', () => {
    const emission = new GraphEmission();
    const emitter = emission.layer('Hidden layer');
    const x = emission.input('features', [null, 2]);
    expect(emitter.node('Relu', [x.name])).toBe('Hidden-layer/Relu');
    expect(emitter.node('Relu', [x.name])).toBe('Hidden-layer/Relu-2');
    expect(emitter.node('Add', [x.name, x.name], { name: 'Residual' })).toBe('Hidden-layer/Residual');
  });

  test('layers of one name get numbers', () => {
    const emission = new GraphEmission();
    const names = ['fc', 'fc', 'fc 2', 'constant'].map((name) => emission.layer(name).node('Relu', []));
    expect(names).toEqual(['fc/Relu', 'fc-2/Relu', 'fc-2-2/Relu', 'constant-2/Relu']);
  });

  test('an input and an output of one name stay apart', () => {
    const emission = new GraphEmission();
    const x = emission.input('x', [null, 2]);
    const name = emission.layer('a').node('Relu', [x.name]);
    expect(emission.output('x', { name, shape: [null, 2], layout: 'as-is' })).toBe('x-2');
    expect(emission.finish('net').nodes).toMatchObject([{ inputs: ['x'], outputs: ['x-2'] }]);
  });
});

describe('constants', () => {
  test('equal ones are stored once', () => {
    const emission = new GraphEmission();
    const [a, b] = [emission.layer('a'), emission.layer('b')];
    expect(a.float(0.5)).toBe(b.float(0.5));
    expect(a.int64([1, -1])).toBe(b.int64([1, -1]));
    expect(emission.finish('net').initializers).toEqual([
      { name: 'constant/0.5', element: 'float32', dims: [], data: Float32Array.of(0.5) },
      { name: 'constant/[1,-1]', element: 'int64', dims: [2], data: BigInt64Array.of(1n, -1n) },
    ]);
  });

  test('ones that differ in type, rank or sign of zero are not taken for equal', () => {
    const emission = new GraphEmission();
    const emitter = emission.layer('a');
    const names = [
      emitter.float(1),
      emitter.float([1]),
      emitter.int64([1]),
      emitter.float(0),
      emitter.float(-0),
    ];
    expect(names).toEqual(['constant/1', 'constant/[1]', 'constant/[1]-2', 'constant/0', 'constant/-0']);
  });

  test('long ones have short names', () => {
    const emitter = new GraphEmission().layer('a');
    expect(emitter.float([1, 2, 3, 4, 5, 6, 7])).toBe('constant/[1,2,3,4,5,6,…]');
    expect(emitter.float([1, 2, 3, 4, 5, 6, 8])).toBe('constant/[1,2,3,4,5,6,…]-2');
  });
});

describe('layout', () => {
  test('a value is transposed once, however many layers ask', () => {
    const emission = new GraphEmission();
    const x = emission.input('image', IMAGE);
    const first = emission.layer('a').channelsFirst(x);
    const second = emission.layer('b').channelsFirst(x);
    expect(second).toEqual(first);
    expect(first).toEqual({ name: 'a/ToChannelsFirst', shape: IMAGE, layout: 'channels-first' });
    const graph = emission.finish('net');
    expect(graph.nodes).toMatchObject([
      { operator: 'Transpose', attributes: { perm: { type: 'ints', value: [0, 3, 1, 2] } } },
    ]);
    expect(graph.values).toEqual([
      { name: 'a/ToChannelsFirst', element: 'float32', shape: ['batch', 3, 4, 6] },
    ]);
  });

  test('the way back is the value itself', () => {
    const emission = new GraphEmission();
    const x = emission.input('image', IMAGE);
    const emitter = emission.layer('a');
    expect(emitter.asIs(emitter.channelsFirst(x))).toEqual(x);
    expect(emission.finish('net').nodes).toHaveLength(1);
  });

  test('the channels go back to the end', () => {
    const emission = new GraphEmission();
    const emitter = emission.layer('a');
    const name = emitter.node('Conv', []);
    const moved = emitter.asIs({ name, shape: IMAGE, layout: 'channels-first' });
    expect(emitter.channelsFirst(moved).name).toBe(name);
    expect(emission.finish('net').nodes.at(-1)).toMatchObject({
      name: 'a/ToChannelsLast',
      attributes: { perm: { type: 'ints', value: [0, 2, 3, 1] } },
    });
  });

  test('one dimension beside the batch needs no transpose', () => {
    const emission = new GraphEmission();
    const x = emission.input('features', [null, 7]);
    expect(emission.layer('a').channelsFirst(x).name).toBe('features');
    expect(emission.finish('net').nodes).toEqual([]);
  });

  test('only of what is described is the shape of the other layout told: rows inside a layer may be steps', () => {
    const emission = new GraphEmission();
    const emitter = emission.layer('a');
    const x = emission.input('x', [null, 2, 4, 6, 3]);
    const each = { name: emitter.node('Reshape', [x.name]), shape: IMAGE, layout: 'as-is' } as const;
    emitter.channelsFirst(each);
    expect(emission.finish('net').values).toEqual([]);
    emission.describe(each);
    emitter.channelsFirst({ ...each, name: emission.input('y', IMAGE).name });
    expect((emission.finish('net').values ?? []).map(({ shape }) => shape)).toEqual([
      ['batch', 4, 6, 3],
      ['batch', 3, 4, 6],
    ]);
  });
});

describe('outputs', () => {
  test('a value that is an input or an output already is passed on', () => {
    const emission = new GraphEmission();
    const x = emission.input('x', [null, 2]);
    const y = { ...x, name: emission.layer('a').node('Relu', [x.name]) };
    emission.output('copy', x);
    emission.output('first', y);
    emission.output('second', y);
    const graph = emission.finish('net');
    expect(graph.nodes.map(({ operator, inputs, outputs }) => [operator, ...inputs, ...outputs])).toEqual([
      ['Relu', 'x', 'first'],
      ['Identity', 'x', 'copy'],
      ['Identity', 'first', 'second'],
    ]);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['copy', 'first', 'second']);
  });

  test('an image leaves with its channels last', () => {
    const emission = new GraphEmission();
    const name = emission.layer('a').node('Conv', []);
    emission.output('picture', { name, shape: IMAGE, layout: 'channels-first' });
    const graph = emission.finish('net');
    expect(graph.nodes.at(-1)).toMatchObject({ operator: 'Transpose', outputs: ['picture'] });
    expect(graph.outputs).toEqual([{ name: 'picture', element: 'float32', shape: ['batch', 4, 6, 3] }]);
  });
});

test('whole numbers become int attributes, others float ones', () => {
  const emission = new GraphEmission();
  emission.layer('a').node('Op', [], {
    attributes: { axis: 1, alpha: 0.5, beta: { float: 1 }, pads: [0, 1], scales: [0.5, 1], mode: 'linear' },
  });
  expect(emission.finish('net').nodes[0]?.attributes).toEqual({
    axis: { type: 'int', value: 1 },
    alpha: { type: 'float', value: 0.5 },
    beta: { type: 'float', value: 1 },
    pads: { type: 'ints', value: [0, 1] },
    scales: { type: 'floats', value: [0.5, 1] },
    mode: { type: 'string', value: 'linear' },
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OnnxAttributeValue, OnnxGraph, OnnxModel, OnnxTensor } from './onnx-model.ts';
import { readOnnxHeader, readOnnxModel } from './read-model.ts';
import { writeOnnxModel } from './write-model.ts';

const name = fc.string({ maxLength: 12 });
const bits = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

const tensor: fc.Arbitrary<OnnxTensor> = fc
  .record({ name, dims: fc.array(fc.nat(4), { maxLength: 3 }), seed: fc.integer() })
  .chain(({ name, dims, seed }) => {
    const size = dims.reduce((product, dimension) => product * dimension, 1);
    const numbers = Array.from({ length: size }, (_, place) => seed + place);
    const common = { name, dims };
    return fc.constantFrom<OnnxTensor>(
      { ...common, element: 'float32', data: Float32Array.from(numbers) },
      { ...common, element: 'float64', data: Float64Array.from(numbers) },
      { ...common, element: 'int32', data: Int32Array.from(numbers) },
      { ...common, element: 'uint32', data: Uint32Array.from(numbers) },
      { ...common, element: 'int64', data: BigInt64Array.from(numbers, BigInt) },
      { ...common, element: 'uint8', data: Uint8Array.from(numbers) },
      { ...common, element: 'int8', data: Uint8Array.from(numbers) },
      { ...common, element: 'bool', data: Uint8Array.from(numbers, (value) => value & 1) },
    );
  });

const valueInfo = fc.record({
  name,
  element: fc.constantFrom('float32' as const, 'int64' as const, 'bool' as const),
  shape: fc.array(fc.oneof(fc.nat(), fc.constantFrom('batch', 'time')), { maxLength: 5 }),
});

function attribute(depth: number): fc.Arbitrary<OnnxAttributeValue> {
  const flat = fc.oneof(
    fc.record({ type: fc.constant('int' as const), value: fc.maxSafeInteger() }),
    fc.record({ type: fc.constant('float' as const), value: fc.float({ noNaN: true }) }),
    fc.record({ type: fc.constant('string' as const), value: name }),
    fc.record({ type: fc.constant('ints' as const), value: fc.array(fc.maxSafeInteger()) }),
    fc.record({ type: fc.constant('floats' as const), value: fc.array(fc.float({ noNaN: true })) }),
    fc.record({ type: fc.constant('strings' as const), value: fc.array(name) }),
    fc.record({ type: fc.constant('tensor' as const), value: tensor }),
  );
  if (depth === 0) return flat;
  return fc.oneof(flat, fc.record({ type: fc.constant('graph' as const), value: graph(depth - 1) }));
}

function graph(depth: number): fc.Arbitrary<OnnxGraph> {
  const node = fc.record(
    {
      name,
      operator: name,
      domain: fc.constant('com.example'),
      inputs: fc.array(name, { maxLength: 3 }),
      outputs: fc.array(name, { maxLength: 2 }),
      attributes: fc.dictionary(name, attribute(depth), { maxKeys: 3 }),
    },
    { requiredKeys: ['name', 'operator', 'inputs', 'outputs', 'attributes'] },
  );
  return fc.record({
    name,
    nodes: fc.array(node, { maxLength: 4 }),
    initializers: fc.array(tensor, { maxLength: 3 }),
    inputs: fc.array(valueInfo, { maxLength: 2 }),
    outputs: fc.array(valueInfo, { maxLength: 2 }),
    values: fc.array(valueInfo, { maxLength: 2 }),
  });
}

const model: fc.Arbitrary<OnnxModel> = fc.record({
  irVersion: fc.integer({ min: 1, max: 13 }),
  opset: fc.integer({ min: 1, max: 26 }),
  producer: name,
  producerVersion: name,
  doc: fc.string(),
  metadata: fc.dictionary(name, fc.string()),
  graph: graph(1),
});

test('every model comes back as it was', () => {
  fc.assert(
    fc.property(model, (written) => {
      const read = readOnnxModel(writeOnnxModel(written));
      expect(read).toEqual({ ok: true, value: written });
    }),
  );
});

test('the header comes back without the graph', () => {
  fc.assert(
    fc.property(model, (written) => {
      const { graph: _, ...header } = written;
      expect(readOnnxHeader(writeOnnxModel(written))).toEqual({ ok: true, value: header });
    }),
  );
});

test('the integers of 64-bit tensors are exact', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt(bits), { minLength: 1 }), (values) => {
      const shapes: OnnxTensor = {
        name: 'ends',
        element: 'int64',
        dims: [values.length],
        data: BigInt64Array.from(values),
      };
      const read = readOnnxModel(writeOnnxModel(sample([shapes])));
      expect(read.ok && read.value.graph.initializers).toEqual([shapes]);
    }),
  );
});

test('a hundred megabytes of weights are written and read', () => {
  const weights: OnnxTensor = {
    name: 'kernel',
    element: 'float32',
    dims: [5000, 5000],
    data: new Float32Array(25_000_000).fill(0.5),
  };
  const read = readOnnxModel(writeOnnxModel(sample([weights])));
  expect(read.ok && read.value.graph.initializers[0]?.data.length).toBe(25_000_000);
});

function sample(initializers: readonly OnnxTensor[]): OnnxModel {
  return {
    irVersion: 8,
    opset: 17,
    producer: 'Layerloom',
    producerVersion: '1',
    doc: '',
    metadata: {},
    graph: { name: 'net', nodes: [], initializers, inputs: [], outputs: [] },
  };
}

const NOT_ONNX =
  'This is not an ONNX file. Choose a network that was exported by Layerloom or another program; such files usually end in ".onnx".';

test.each([
  ['nothing', ''],
  ['a sentence', 'Dear Sir or Madam, this is a letter.'],
  ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1c\0\0\0\x1c'],
  ['JSON', '{"format":"layerloom/1","name":"net"}'],
  ['zeros', '\0\0\0\0\0\0\0\0'],
])('%s is not an ONNX file', (_what, content) => {
  const bytes = Uint8Array.from(content, (character) => character.charCodeAt(0));
  expect(readOnnxModel(bytes)).toEqual({ ok: false, error: { message: NOT_ONNX } });
});

test('random bytes are refused with a sentence', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readOnnxModel(bytes);
      expect(read.ok ? '' : read.error.message).toMatch(/\.$/);
    }),
  );
});

test('a file that was cut off is recognised wherever it was cut', () => {
  const whole = writeOnnxModel(
    sample([{ name: 'kernel', element: 'float32', dims: [300], data: new Float32Array(300) }]),
  );
  for (const share of [0.2, 0.5, 0.9, 0.999]) {
    expect(readOnnxModel(whole.subarray(0, Math.floor(whole.length * share)))).toEqual({
      ok: false,
      error: {
        message: 'The ONNX file ends too early: its last part is missing. Copy or download it again.',
      },
    });
  }
});

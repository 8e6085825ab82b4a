import { expect, test } from 'vitest';
import { TENSOR } from './field-numbers.ts';
import { ProtobufWriter } from './protobuf/writer.ts';
import { readTensor, UnsupportedOnnx } from './read-tensor.ts';

function tensor(
  dims: readonly number[],
  element: number,
  write: (writer: ProtobufWriter) => void,
): Uint8Array {
  const writer = new ProtobufWriter();
  for (const dimension of dims) writer.int(TENSOR.dims, dimension);
  writer.int(TENSOR.element, element);
  writer.string(TENSOR.name, 'w');
  write(writer);
  return writer.finish();
}

test('reads numbers that are listed one by one', () => {
  const floats = tensor([2], 1, (writer) => {
    writer.float(TENSOR.floatData, 1.5);
    writer.float(TENSOR.floatData, -2);
  });
  expect(readTensor(floats)).toEqual({
    name: 'w',
    element: 'float32',
    dims: [2],
    data: Float32Array.of(1.5, -2),
  });
  const integers = tensor([2], 7, (writer) => {
    writer.int(TENSOR.int64Data, -1);
    writer.int(TENSOR.int64Data, 2n ** 63n - 1n);
  });
  expect(readTensor(integers).data).toEqual(BigInt64Array.of(-1n, 2n ** 63n - 1n));
});

test('reads numbers that are listed packed', () => {
  const floats = tensor([1, 2], 1, (writer) => {
    writer.bytes(TENSOR.floatData, new Uint8Array(Float32Array.of(3, 4).buffer));
  });
  expect(readTensor(floats).data).toEqual(Float32Array.of(3, 4));
  const doubles = tensor([1], 11, (writer) => {
    writer.bytes(TENSOR.doubleData, new Uint8Array(Float64Array.of(0.1).buffer));
  });
  expect(readTensor(doubles).data).toEqual(Float64Array.of(0.1));
  const flags = tensor([3], 9, (writer) => writer.bytes(TENSOR.int32Data, Uint8Array.of(1, 0, 1)));
  expect(readTensor(flags).data).toEqual(Uint8Array.of(1, 0, 1));
});

test('reads bytes that lie at odd places of a larger buffer, as files read by Node do', () => {
  const raw = tensor([1], 1, (writer) => writer.bytes(TENSOR.rawData, Uint8Array.of(0, 0, 0x80, 0x3f)));
  const listed = tensor([1], 1, (writer) => writer.float(TENSOR.floatData, 1));
  for (const bytes of [raw, listed]) {
    for (const offset of [0, 1, 2, 3]) {
      const file = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
      expect(readTensor(file).data).toEqual(Float32Array.of(1));
    }
  }
});

test('reads an empty tensor', () => {
  expect(readTensor(tensor([0], 1, () => undefined)).data).toEqual(new Float32Array(0));
});

test('says which tensor holds numbers of a kind that cannot be read', () => {
  const half = tensor([1], 10, (writer) => writer.bytes(TENSOR.rawData, Uint8Array.of(0, 0)));
  expect(() => readTensor(half)).toThrow(
    new UnsupportedOnnx(
      '"w" holds numbers of a kind that cannot be read (ONNX element type 10). Expected float32, uint8, int8, int32, int64, bool, float64, uint32. Export the network with 32-bit floating-point numbers.',
    ),
  );
});

test('says that text cannot be read', () => {
  expect(() => readTensor(tensor([1], 8, () => undefined))).toThrow(
    '"w" holds text instead of numbers. Only networks over numbers can be read.',
  );
});

test('says that weights in a second file cannot be read', () => {
  expect(() => readTensor(tensor([1], 1, (writer) => writer.int(TENSOR.dataLocation, 1)))).toThrow(
    'The numbers of "w" lie in a second file beside the ONNX file. Export the network again with its weights inside one file.',
  );
});

test('refuses a tensor whose numbers do not fill its dimensions', () => {
  const short = tensor([3], 1, (writer) => writer.float(TENSOR.floatData, 1));
  expect(() => readTensor(short)).toThrow('This is not protobuf.');
});

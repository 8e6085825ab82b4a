/** Reads the TensorProto message, in each of the forms in which ONNX allows numbers to be stored. */
import { TENSOR } from './field-numbers.ts';
import { ELEMENT, type OnnxElement, type OnnxTensor } from './onnx-model.ts';
import {
  ProtobufError,
  readBigInts,
  readDoubles,
  readFields,
  readFloats,
  readInts,
  readString,
} from './protobuf/reader.ts';

type Numbers = OnnxTensor['data'];

/** The file is ONNX, but holds something that this reader has no place for. The message is for the user. */
export class UnsupportedOnnx extends Error {
  override readonly name = 'UnsupportedOnnx';
}

const ELEMENT_NAMES: ReadonlyMap<number, OnnxElement> = new Map(
  Object.entries(ELEMENT).map(([name, code]) => [code, name as OnnxElement]),
);

const READABLE = Object.keys(ELEMENT).filter((element) => element !== 'string');

/** `owner` is what holds the numbers, for the message. */
export function elementOf(code: number, owner: string): OnnxElement {
  const element = ELEMENT_NAMES.get(code);
  if (element !== undefined) return element;
  throw new UnsupportedOnnx(
    `"${owner}" holds numbers of a kind that cannot be read (ONNX element type ${code}). Expected ${READABLE.join(', ')}. Export the network with 32-bit floating-point numbers.`,
  );
}

export function readTensor(message: Uint8Array): OnnxTensor {
  const dims: number[] = [];
  let name = '';
  let code = 0;
  let external = false;
  let raw: Uint8Array | undefined;
  const listed: (number | bigint)[] = [];
  for (const field of readFields(message)) {
    switch (field.number) {
      case TENSOR.dims:
        dims.push(...readInts(field));
        break;
      case TENSOR.element:
        code = field.int;
        break;
      case TENSOR.name:
        name = readString(field);
        break;
      case TENSOR.rawData:
        raw = field.data;
        break;
      case TENSOR.floatData:
        append(listed, readFloats(field));
        break;
      case TENSOR.int32Data:
        append(listed, readInts(field));
        break;
      case TENSOR.int64Data:
      case TENSOR.uint64Data:
        append(listed, readBigInts(field));
        break;
      case TENSOR.doubleData:
        append(listed, readDoubles(field));
        break;
      case TENSOR.dataLocation:
        external = field.int === 1;
        break;
    }
  }
  if (external) {
    throw new UnsupportedOnnx(
      `The numbers of "${name}" lie in a second file beside the ONNX file. Export the network again with its weights inside one file.`,
    );
  }
  const element = elementOf(code, name);
  const data = raw === undefined ? fromList(element, listed, name) : fromBytes(element, raw, name);
  if (data.length !== dims.reduce((product, dimension) => product * dimension, 1)) {
    throw new ProtobufError('malformed');
  }
  return { name, element, dims, data };
}

function append(list: (number | bigint)[], values: Iterable<number | bigint>): void {
  for (const value of values) list.push(value);
}

function fromBytes(element: OnnxElement, bytes: Uint8Array, name: string): Numbers {
  switch (element) {
    case 'float32':
      return new Float32Array(...aligned(bytes, 4));
    case 'float64':
      return new Float64Array(...aligned(bytes, 8));
    case 'int32':
      return new Int32Array(...aligned(bytes, 4));
    case 'uint32':
      return new Uint32Array(...aligned(bytes, 4));
    case 'int64':
      return new BigInt64Array(...aligned(bytes, 8));
    case 'uint8':
    case 'int8':
    case 'bool':
      return bytes;
    case 'string':
      throw textFound(name);
  }
}

function fromList(element: OnnxElement, values: readonly (number | bigint)[], name: string): Numbers {
  switch (element) {
    case 'float32':
      return Float32Array.from(values, Number);
    case 'float64':
      return Float64Array.from(values, Number);
    case 'int32':
      return Int32Array.from(values, Number);
    case 'uint32':
      return Uint32Array.from(values, Number);
    case 'int64':
      return BigInt64Array.from(values, BigInt);
    case 'uint8':
    case 'int8':
    case 'bool':
      return Uint8Array.from(values, Number);
    case 'string':
      throw textFound(name);
  }
}

function textFound(name: string): UnsupportedOnnx {
  return new UnsupportedOnnx(
    `"${name}" holds text instead of numbers. Only networks over numbers can be read.`,
  );
}

/** The arguments of a typed array's constructor. Copies only where the bytes do not lie at a multiple of `size`. */
function aligned(bytes: Uint8Array, size: number): [ArrayBufferLike, number, number] {
  if (bytes.length % size !== 0) throw new ProtobufError('malformed');
  const { buffer, byteOffset, length } = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  return [buffer, byteOffset, length / size];
}

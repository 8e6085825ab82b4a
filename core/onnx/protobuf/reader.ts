/** Reads protobuf's wire format. Byte fields are views of the source, so reading a large file copies nothing. */
import { WIRE } from './writer.ts';

/** The bytes are not protobuf, or end too early. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';

  constructor(readonly fault: 'truncated' | 'malformed') {
    super(fault === 'truncated' ? 'The message ends in the middle of a field.' : 'This is not protobuf.');
  }
}

export interface ProtobufField {
  readonly number: number;
  readonly wire: number;
  /** The whole number that the field holds, signed; beyond 2^53 it is rounded. 0 in other fields. */
  readonly int: number;
  /** The bytes of the value, whatever it is. */
  readonly data: Uint8Array;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The fields of a message in their order. Throws `ProtobufError`. */
export function* readFields(message: Uint8Array): Generator<ProtobufField> {
  const cursor = { bytes: message, place: 0 };
  while (cursor.place < message.length) {
    const tag = readVarint(cursor);
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (number < 1) throw new ProtobufError('malformed');
    if (wire === WIRE.varint) {
      const start = cursor.place;
      const int = readVarint(cursor);
      yield { number, wire, int, data: message.subarray(start, cursor.place) };
    } else {
      yield { number, wire, int: 0, data: take(cursor, dataLength(wire, cursor)) };
    }
  }
}

/** Values of a repeated whole number, whether this field is packed or holds one of them. */
export function readInts({ data }: ProtobufField): readonly number[] {
  const cursor = { bytes: data, place: 0 };
  const values: number[] = [];
  while (cursor.place < data.length) values.push(readVarint(cursor));
  return values;
}

/** As `readInts`, for numbers that do not fit a double exactly. */
export function readBigInts({ data }: ProtobufField): readonly bigint[] {
  const cursor = { bytes: data, place: 0 };
  const values: bigint[] = [];
  while (cursor.place < data.length) values.push(readBigVarint(cursor));
  return values;
}

/** Values of a repeated single-precision number, packed or not. */
export function readFloats({ data }: ProtobufField): Float32Array {
  if (data.length % 4 !== 0) throw new ProtobufError('malformed');
  return new Float32Array(new Uint8Array(data).buffer);
}

/** Values of a repeated double-precision number, packed or not. */
export function readDoubles({ data }: ProtobufField): Float64Array {
  if (data.length % 8 !== 0) throw new ProtobufError('malformed');
  return new Float64Array(new Uint8Array(data).buffer);
}

export function readString({ data }: ProtobufField): string {
  try {
    return decoder.decode(data);
  } catch {
    throw new ProtobufError('malformed');
  }
}

interface Cursor {
  readonly bytes: Uint8Array;
  place: number;
}

function dataLength(wire: number, cursor: Cursor): number {
  switch (wire) {
    case WIRE.bytes:
      return readVarint(cursor);
    case WIRE.fixed32:
      return 4;
    case WIRE.fixed64:
      return 8;
    default:
      throw new ProtobufError('malformed');
  }
}

function take(cursor: Cursor, length: number): Uint8Array {
  if (length < 0) throw new ProtobufError('malformed');
  const end = cursor.place + length;
  if (end > cursor.bytes.length) throw new ProtobufError('truncated');
  const data = cursor.bytes.subarray(cursor.place, end);
  cursor.place = end;
  return data;
}

function readVarint(cursor: Cursor): number {
  const start = cursor.place;
  let value = 0;
  // Seven bytes hold 49 bits, which a double adds exactly; longer ones are large or negative and rare.
  for (let factor = 1; factor < 2 ** 49; factor *= 0x80) {
    const byte = cursor.bytes[cursor.place++];
    if (byte === undefined) throw new ProtobufError('truncated');
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
  cursor.place = start;
  return Number(readBigVarint(cursor));
}

function readBigVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.place++];
    if (byte === undefined) throw new ProtobufError('truncated');
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asIntN(64, value);
  }
  throw new ProtobufError('malformed');
}

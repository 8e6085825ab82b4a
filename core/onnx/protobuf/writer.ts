/**
 * Writes protobuf's wire format: tags, varints and length-delimited fields. Large byte fields are kept as
 * references until `finish` joins everything, so that the weights of a network are copied once.
 */

export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Byte fields from this length on are referenced instead of copied while a message grows. */
const LARGE = 1024;
const LARGEST_INT64 = 2n ** 63n - 1n;
const SMALLEST_INT64 = -(2n ** 63n);

const encoder = new TextEncoder();

export class ProtobufWriter {
  readonly #parts: Uint8Array[] = [];
  #partsLength = 0;
  #buffer = new Uint8Array(64);
  #used = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#partsLength + this.#used;
  }

  /** A whole number, signed. What is beyond 64 bits becomes the nearest number that is not. */
  int(field: number, value: number | bigint): void {
    this.#tag(field, WIRE.varint);
    this.#varint(value);
  }

  /** Single precision. */
  float(field: number, value: number): void {
    this.#tag(field, WIRE.fixed32);
    this.#reserve(4);
    new DataView(this.#buffer.buffer).setFloat32(this.#used, value, true);
    this.#used += 4;
  }

  string(field: number, value: string): void {
    this.bytes(field, encoder.encode(value));
  }

  /** `value` must not change before `finish`. */
  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, WIRE.bytes);
    this.#varint(value.length);
    this.#append(value);
  }

  message(field: number, write: (content: ProtobufWriter) => void): void {
    const content = new ProtobufWriter();
    write(content);
    this.#tag(field, WIRE.bytes);
    this.#varint(content.length);
    for (const part of content.#parts) this.#append(part);
    this.#append(content.#buffer.subarray(0, content.#used));
  }

  finish(): Uint8Array<ArrayBuffer> {
    const result = new Uint8Array(this.length);
    let place = 0;
    for (const part of this.#parts) {
      result.set(part, place);
      place += part.length;
    }
    result.set(this.#buffer.subarray(0, this.#used), place);
    return result;
  }

  #tag(field: number, wire: number): void {
    this.#varint(field * 8 + wire);
  }

  #varint(value: number | bigint): void {
    this.#reserve(10);
    if (typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER) {
      let rest = value;
      while (rest >= 0x80) {
        this.#buffer[this.#used++] = (rest % 0x80) | 0x80;
        rest = Math.floor(rest / 0x80);
      }
      this.#buffer[this.#used++] = rest;
      return;
    }
    let rest = BigInt.asUintN(64, saturate(BigInt(value)));
    while (rest >= 0x80n) {
      this.#buffer[this.#used++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#buffer[this.#used++] = Number(rest);
  }

  #append(bytes: Uint8Array): void {
    if (bytes.length < LARGE) {
      this.#reserve(bytes.length);
      this.#buffer.set(bytes, this.#used);
      this.#used += bytes.length;
      return;
    }
    if (this.#used > 0) {
      this.#parts.push(this.#buffer.subarray(0, this.#used));
      this.#partsLength += this.#used;
      this.#buffer = new Uint8Array(64);
      this.#used = 0;
    }
    this.#parts.push(bytes);
    this.#partsLength += bytes.length;
  }

  #reserve(bytes: number): void {
    const needed = this.#used + bytes;
    if (needed <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    grown.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = grown;
  }
}

function saturate(value: bigint): bigint {
  if (value > LARGEST_INT64) return LARGEST_INT64;
  return value < SMALLEST_INT64 ? SMALLEST_INT64 : value;
}

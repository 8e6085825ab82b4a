/**
 * The safetensors format: eight bytes with the length of a JSON header, the header with names, types, shapes and
 * places of the tensors, then their bytes, little endian. Other programs read these files as they are.
 */
import { z } from 'zod';
import type { TensorData } from '../../core/engine/engine.ts';

const ALIGNMENT = 8;

const DTYPES = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const;

const HeaderTensor = z.strictObject({
  dtype: z.enum(['F32', 'I32', 'BOOL']),
  shape: z.array(z.number().int().nonnegative()),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
});
const Header = z.record(z.string(), z.unknown());
const FileMetadata = z.record(z.string(), z.string());

export interface SafetensorsFile {
  readonly tensors: Record<string, TensorData>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The parts of a file, to be written one after the other; the tensors are not copied. */
export function encodeSafetensors({ tensors, metadata }: SafetensorsFile): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { dtype, shape, data }] of Object.entries(tensors)) {
    header[name] = { dtype: DTYPES[dtype], shape, data_offsets: [offset, offset + data.byteLength] };
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    offset += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(text.length / ALIGNMENT) * ALIGNMENT).fill(0x20);
  padded.set(text);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true);
  return [length, padded, ...parts];
}

/** Undefined for a file that is not whole, or not one of these at all. */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsFile | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = 8 + headerLength;
  if (start > bytes.length) return undefined;
  const header = parseHeader(bytes.subarray(8, start));
  if (!header) return undefined;
  const tensors: Record<string, TensorData> = {};
  let end = 0;
  for (const [name, entry] of Object.entries(header.tensors)) {
    const [from, to] = entry.data_offsets;
    if (from !== end || start + to > bytes.length) return undefined;
    end = to;
    // Not `slice`: on the Buffer of a file just read it gives a view into a larger, shared buffer.
    const values = valuesOf(entry.dtype, new Uint8Array(bytes.subarray(start + from, start + to)));
    if (values.data.length !== entry.shape.reduce((product, dimension) => product * dimension, 1)) {
      return undefined;
    }
    tensors[name] = { ...values, shape: entry.shape };
  }
  return start + end === bytes.length ? { tensors, metadata: header.metadata } : undefined;
}

function parseHeader(bytes: Uint8Array) {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  const header = Header.safeParse(json);
  if (!header.success) return undefined;
  const { __metadata__: rawMetadata = {}, ...rawTensors } = header.data;
  const metadata = FileMetadata.safeParse(rawMetadata);
  const tensors = z.record(z.string(), HeaderTensor).safeParse(rawTensors);
  return metadata.success && tensors.success ? { metadata: metadata.data, tensors: tensors.data } : undefined;
}

function valuesOf(
  dtype: z.infer<typeof HeaderTensor>['dtype'],
  { buffer, byteLength }: Uint8Array<ArrayBuffer>,
): Pick<TensorData, 'dtype' | 'data'> {
  switch (dtype) {
    case 'F32':
      return { dtype: 'float32', data: new Float32Array(buffer, 0, Math.floor(byteLength / 4)) };
    case 'I32':
      return { dtype: 'int32', data: new Int32Array(buffer, 0, Math.floor(byteLength / 4)) };
    case 'BOOL':
      return { dtype: 'bool', data: new Uint8Array(buffer) };
  }
}

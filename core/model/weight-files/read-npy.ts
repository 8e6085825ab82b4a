/** NumPy's `.npy` format, versions 1 to 3: a magic word, a header in Python's notation, the numbers. */
import type { GivenWeight } from '../../document/schema.ts';
import { fail, ok, type Result } from '../../result.ts';

const MAGIC = '\x93NUMPY';

interface NumberType {
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
}

/** By NumPy's `descr`: little endian floats and integers. */
const TYPES: Readonly<Record<string, NumberType>> = {
  '<f4': { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  '<f8': { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  '<i4': { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  '<i8': { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
};

export function readNpy(bytes: Uint8Array, name: string): Result<GivenWeight, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC || bytes.length < 12) {
    return fail(`"${name}" is no NumPy file: it does not start as one. Save the array with numpy.save.`);
  }
  const wide = (bytes[6] ?? 1) >= 2;
  const start = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? 'none';
  const type = TYPES[descr];
  if (!type) {
    return fail(
      `"${name}" holds numbers of the type ${descr}, which cannot be read. Save it as float32: numpy.save(file, array.astype("float32")).`,
    );
  }
  if (/'fortran_order':\s*True/.test(header)) {
    return fail(
      `"${name}" is stored column by column. Save it row by row: numpy.save(file, numpy.ascontiguousarray(array)).`,
    );
  }
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const count = shape.reduce((product, size) => product * size, 1);
  const found = bytes.length - start - length;
  if (found !== count * type.bytes) {
    return fail(
      `"${name}" is cut off or damaged: its header promises ${count * type.bytes} bytes of numbers, but there are ${found}. Save or copy it again.`,
    );
  }
  const values = Array.from({ length: count }, (_, i) => type.read(view, start + length + i * type.bytes));
  return values.every(Number.isFinite)
    ? ok({ shape, values })
    : fail(`"${name}" holds values that are no numbers (infinity or NaN). Weights must be finite.`);
}

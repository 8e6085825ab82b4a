import { describe, expect, it } from 'vitest';
import { formatWeight, parseWeight } from './parse-weight.ts';
import { readNpy } from './read-npy.ts';

/** A file as numpy.save writes it. */
function npy(header: string, data: ArrayBufferView<ArrayBuffer>, version = 1): Uint8Array {
  const start = version === 1 ? 10 : 12;
  const text = `${header.padEnd(64 * Math.ceil((header.length + start + 1) / 64) - start - 1)}\n`;
  const bytes = new Uint8Array(start + text.length + data.byteLength);
  bytes.set([0x93, ...'NUMPY'].map((letter) => (typeof letter === 'number' ? letter : letter.charCodeAt(0))));
  bytes[6] = version;
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  bytes.set(new TextEncoder().encode(text), start);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start + text.length);
  return bytes;
}

const HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
const SIX = Float32Array.of(1, 2.5, -3, 4, 5, 6);

describe('readNpy', () => {
  it('reads floats and integers of every version', () => {
    const expected = { ok: true, value: { shape: [2, 3], values: [1, 2.5, -3, 4, 5, 6] } };
    expect(readNpy(npy(HEADER, SIX), 'k.npy')).toEqual(expected);
    expect(readNpy(npy(HEADER, SIX, 2), 'k.npy')).toEqual(expected);
    expect(readNpy(npy(HEADER.replace('<f4', '<f8'), Float64Array.from(SIX)), 'k.npy')).toEqual(expected);
    expect(
      readNpy(
        npy("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }", BigInt64Array.of(7n, -8n)),
        'b.npy',
      ),
    ).toEqual({ ok: true, value: { shape: [2], values: [7, -8] } });
    expect(
      readNpy(npy("{'descr': '<i4', 'fortran_order': False, 'shape': (), }", Int32Array.of(7)), 's.npy'),
    ).toEqual({ ok: true, value: { shape: [], values: [7] } });
  });

  it.each([
    [
      new TextEncoder().encode('1,2,3,4,5,6,7,8'),
      '"k.npy" is no NumPy file: it does not start as one. Save the array with numpy.save.',
    ],
    [
      npy(HEADER.replace('<f4', '<c8'), SIX),
      '"k.npy" holds numbers of the type <c8, which cannot be read. Save it as float32: numpy.save(file, array.astype("float32")).',
    ],
    [
      npy(HEADER.replace('False', 'True'), SIX),
      '"k.npy" is stored column by column. Save it row by row: numpy.save(file, numpy.ascontiguousarray(array)).',
    ],
    [
      npy(HEADER, SIX).subarray(0, -4),
      '"k.npy" is cut off or damaged: its header promises 24 bytes of numbers, but there are 20. Save or copy it again.',
    ],
    [
      npy(HEADER, Float32Array.of(1, 2, 3, 4, 5, Number.NaN)),
      '"k.npy" holds values that are no numbers (infinity or NaN). Weights must be finite.',
    ],
  ])('explains what it cannot read, case %#', (bytes, error) => {
    expect(readNpy(bytes, 'k.npy')).toEqual({ ok: false, error });
  });
});

describe('parseWeight', () => {
  it('takes numbers as tables, lists and nested lists have them', () => {
    for (const text of ['1, 2\n3, 4', '1\t2\n3\t4', '[[1, 2], [3, 4]]', '1;2;3;4', ' 1 2 3 4 ']) {
      expect(parseWeight(text, [2, 2])).toEqual({
        ok: true,
        value: { shape: [2, 2], values: [1, 2, 3, 4] },
      });
    }
  });

  it.each([
    ['1, two', [2], '"two" is no number. Write 0.5 or -1.5e-3.'],
    ['1, 2, 3', [2, 2], 'Needs 4 numbers (2 × 2), but there are 3.'],
    ['1', [2], 'Needs 2 numbers (2), but there is 1.'],
    ['', [1], 'Needs 1 number (1), but there are 0.'],
  ] as const)('says what is wrong with %j', (text, shape, error) => {
    expect(parseWeight(text, shape)).toEqual({ ok: false, error });
  });

  it('reads what it writes', () => {
    const weight = { shape: [2, 2, 3], values: Array.from({ length: 12 }, (_, i) => i / 3) };
    const text = formatWeight(weight);
    expect(text.split('\n')).toHaveLength(5);
    expect(parseWeight(text, weight.shape)).toEqual({ ok: true, value: weight });
  });
});

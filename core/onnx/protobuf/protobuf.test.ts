import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProtobufError, readBigInts, readFields, readFloats, readInts, readString } from './reader.ts';
import { ProtobufWriter } from './writer.ts';

function written(write: (writer: ProtobufWriter) => void): Uint8Array {
  const writer = new ProtobufWriter();
  write(writer);
  return writer.finish();
}

test('writes the bytes that the specification gives as examples', () => {
  expect([...written((writer) => writer.int(1, 150))]).toEqual([0x08, 0x96, 0x01]);
  expect([...written((writer) => writer.string(2, 'testing'))]).toEqual([
    0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,
  ]);
  expect([...written((writer) => writer.message(3, (inner) => inner.int(1, 150)))]).toEqual([
    0x1a, 0x03, 0x08, 0x96, 0x01,
  ]);
});

test('a negative number takes ten bytes', () => {
  expect([...written((writer) => writer.int(1, -2))]).toEqual([
    0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01,
  ]);
});

test('what does not fit 64 bits becomes the nearest number that does', () => {
  const bytes = written((writer) => {
    writer.int(1, 2 ** 70);
    writer.int(1, -(2 ** 70));
  });
  const values = [...readFields(bytes)].flatMap((field) => readBigInts(field));
  expect(values).toEqual([2n ** 63n - 1n, -(2n ** 63n)]);
});

test('whole numbers come back', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 100_000 }), (value, number) => {
      const fields = [...readFields(written((writer) => writer.int(number, value)))];
      expect(fields).toHaveLength(1);
      expect(fields[0]).toMatchObject({ number, int: value });
    }),
  );
});

test('64-bit whole numbers come back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      const [field] = readFields(written((writer) => writer.int(1, value)));
      expect(field && readBigInts(field)).toEqual([value]);
    }),
  );
});

test('fields come back in their order, small and large', () => {
  const sizes = fc.array(fc.oneof(fc.nat(40), fc.integer({ min: 1000, max: 3000 })), { maxLength: 12 });
  fc.assert(
    fc.property(sizes, fc.string(), fc.float({ noNaN: true }), (lengths, text, number) => {
      const blocks = lengths.map((length, index) => new Uint8Array(length).fill(index + 1));
      const bytes = written((writer) => {
        writer.string(1, text);
        writer.message(2, (inner) => {
          for (const block of blocks) inner.bytes(3, block);
        });
        writer.float(4, number);
      });
      const [first, second, third] = [...readFields(bytes)];
      expect(first && readString(first)).toBe(text);
      expect([...readFields(second?.data ?? new Uint8Array(1))].map(({ data }) => data)).toEqual(blocks);
      expect(third && [...readFloats(third)]).toEqual([number]);
    }),
  );
});

test('reads packed and single values alike', () => {
  const single = written((writer) => writer.int(7, 300));
  const packed = Uint8Array.of(0x3a, 0x04, 0x03, 0x8e, 0x02, 0x07);
  expect([...readFields(single)].flatMap((field) => readInts(field))).toEqual([300]);
  expect([...readFields(packed)].flatMap((field) => readInts(field))).toEqual([3, 270, 7]);
});

test.each([
  ['the length of a field', Uint8Array.of(0x12, 0x07, 0x74)],
  ['a whole number', Uint8Array.of(0x08, 0x96)],
])('reports that the bytes end inside %s', (_place, bytes) => {
  expect(() => [...readFields(bytes)]).toThrow(new ProtobufError('truncated'));
});

test('reports a kind of field that does not exist', () => {
  expect(() => [...readFields(Uint8Array.of(0x0f))]).toThrow(new ProtobufError('malformed'));
});

import { expect, test } from 'vitest';
import { memoryDataset } from './memory-dataset.ts';

const dataset = memoryDataset(
  {
    source: 'test',
    title: 'Test',
    summary: '',
    samples: 3,
    fields: [
      { name: 'image', kind: 'image', shape: [1, 2, 1], range: [0, 255] },
      { name: 'label', kind: 'category', shape: [], classes: ['a', 'b'] },
    ],
    target: 'label',
    problems: [],
  },
  { image: Uint8Array.of(0, 1, 2, 3, 4, 255), label: Uint8Array.of(0, 1, 0) },
);

test('samples are read in the order asked for, as often as asked for, as raw values', async () => {
  expect(await dataset.read([2, 0, 2])).toEqual({
    image: { dtype: 'float32', shape: [3, 1, 2, 1], data: Float32Array.of(4, 255, 0, 1, 4, 255) },
    label: { dtype: 'int32', shape: [3], data: Int32Array.of(0, 0, 0) },
  });
});

test.each([3, -1, Number.NaN])('sample %s is refused', async (index) => {
  await expect(dataset.read([index])).rejects.toThrow(
    `'Test' has no sample ${index}: its 3 samples are counted from 0.`,
  );
});

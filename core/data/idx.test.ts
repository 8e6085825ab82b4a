import { expect, test } from 'vitest';
import { decodeIdx, idxDataset } from './idx.ts';

/** The bytes of an IDX file; the values need not agree with the dimensions. */
function idxBytes(dimensions: readonly number[], values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + values.length);
  bytes.set([0, 0, 8, dimensions.length]);
  const view = new DataView(bytes.buffer);
  dimensions.forEach((dimension, axis) => {
    view.setUint32(4 + 4 * axis, dimension);
  });
  bytes.set(values, 4 + 4 * dimensions.length);
  return bytes;
}

const images = (count: number, height = 2, width = 2) =>
  decodeIdx(
    idxBytes(
      [count, height, width],
      Array.from({ length: count * height * width }, (_, index) => index % 256),
    ),
    'train-images',
    [3, 4],
  );
const labels = (...values: number[]) => decodeIdx(idxBytes([values.length], values), 'train-labels', [1]);

test('images and labels become a dataset', async () => {
  const { description, read } = idxDataset('/data/digits', 'digits', [
    { images: images(3), labels: labels(7, 1, 7) },
  ]);
  expect(description).toEqual({
    source: '/data/digits',
    title: 'digits',
    summary: '3 grey images of 2 × 2 pixels in 2 classes.',
    samples: 3,
    fields: [
      { name: 'image', kind: 'image', shape: [2, 2, 1], range: [0, 255] },
      { name: 'label', kind: 'category', shape: [], classes: ['1', '7'] },
    ],
    target: 'label',
    classCounts: [1, 2],
    problems: [
      'There are only 3 samples: the results will depend on chance. Collect more, or set the validation share to 0 to train on all of them.',
      "2 classes have fewer than 5 samples: '7' (2), '1' (1). That is too few to learn from. Add samples, or leave the class out.",
    ],
  });
  const { image, label } = await read([2, 1]);
  expect([...(image?.data ?? [])]).toEqual([8, 9, 10, 11, 4, 5, 6, 7]);
  expect([...(label?.data ?? [])]).toEqual([1, 0]);
});

test('several pairs follow each other', async () => {
  const { description, read } = idxDataset('d', 'd', [
    { images: images(2), labels: labels(0, 1) },
    { images: images(1), labels: labels(1) },
  ]);
  expect(description.samples).toBe(3);
  expect([...((await read([0, 1, 2])).label?.data ?? [])]).toEqual([0, 1, 1]);
});

test.each([
  [
    'a file that is too short for its header',
    () => decodeIdx(Uint8Array.of(0, 0, 8, 3, 0), 'x', [3]),
    "'x' is cut off: it ends after 5 bytes, within its header. Copy or download it again.",
  ],
  [
    'an empty file',
    () => decodeIdx(new Uint8Array(), 'x', [3]),
    "'x' is cut off: it ends after 0 bytes, within its header. Copy or download it again.",
  ],
  [
    'a truncated file',
    () => decodeIdx(idxBytes([1000, 2, 2], [1, 2, 3]), 'x', [3]),
    "'x' is cut off: its header promises 1000 × 2 × 2 = 4,000 values, but it holds 3. Copy or download it again.",
  ],
  [
    'a file that is longer than it says',
    () => decodeIdx(idxBytes([1], [1, 2]), 'x', [1]),
    "'x' is damaged: its header promises 1 value, but it holds 2. Copy or download it again.",
  ],
  [
    'another kind of file',
    () => decodeIdx(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'x', [3, 4]),
    "'x' does not hold IDX images: it starts with 89 50 4e 47, expected 00 00 08 03 or 00 00 08 04. Check that this is the right file.",
  ],
  [
    'images in the place of labels',
    () => decodeIdx(idxBytes([1, 1, 1], [1]), 'x', [1]),
    "'x' does not hold IDX labels: it starts with 00 00 08 03, expected 00 00 08 01. Check that this is the right file.",
  ],
  [
    'images and labels of different counts',
    () => idxDataset('d', 'd', [{ images: images(3), labels: labels(1) }]),
    "'train-images' holds 3 images, but 'train-labels' holds 1 label. Every image needs exactly one label: check that the two files belong together.",
  ],
  [
    'images of different sizes',
    () =>
      idxDataset('d', 'd', [
        { images: images(1), labels: labels(1) },
        { images: images(1, 3), labels: labels(1) },
      ]),
    "The images of 'train-images' measure 2 × 2 × 1, those of 'train-images' 3 × 2 × 1. All images of a dataset must have one size: put the files into folders of their own.",
  ],
  [
    'no images at all',
    () => idxDataset('/data/digits', 'd', [{ images: images(0), labels: labels() }]),
    "'/data/digits' holds no images: its files are empty. Copy or download them again.",
  ],
])('%s is refused with a sentence', (_, action, message) => {
  expect(action).toThrow(message);
});

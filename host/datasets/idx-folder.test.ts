import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataset } from './open-dataset.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-idx-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** An IDX file; the values need not agree with the dimensions. */
function idx(dimensions: readonly number[], values: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, 8, dimensions.length]);
  dimensions.forEach((dimension, axis) => {
    header.writeUInt32BE(dimension, 4 + 4 * axis);
  });
  return Buffer.concat([header, Buffer.from(values)]);
}

/** Images of 1 × 2 pixels with these values. */
const images = (...pixels: number[]) => idx([pixels.length / 2, 1, 2], pixels);
const labels = (...values: number[]) => idx([values.length], values);
const save = (name: string, content: Uint8Array) => writeFile(join(folder, name), content);
const open = (name = '') => openDataset({ source: join(folder, name) });
const path = (name: string) => join(folder, name);

test('training and test files become one dataset, training files first, packed or not', async () => {
  await save('t10k-images-idx3-ubyte.gz', gzipSync(images(50, 51)));
  await save('t10k-labels.idx1-ubyte', labels(3));
  await save('train-images-idx3-ubyte', images(10, 11, 20, 21));
  await save('train-labels-idx1-ubyte.gz', gzipSync(labels(9, 3)));
  const { description, read } = await open();
  expect(description).toMatchObject({
    source: folder,
    title: basename(folder),
    summary: '3 grey images of 1 × 2 pixels in 2 classes.',
    samples: 3,
    fields: [
      { name: 'image', kind: 'image', shape: [1, 2, 1], range: [0, 255] },
      { name: 'label', kind: 'category', shape: [], classes: ['3', '9'] },
    ],
    target: 'label',
    classCounts: [2, 1],
  });
  expect(await read([0, 1, 2])).toEqual({
    image: { dtype: 'float32', shape: [3, 1, 2, 1], data: Float32Array.of(10, 11, 20, 21, 50, 51) },
    label: { dtype: 'int32', shape: [3], data: Int32Array.of(1, 0, 0) },
  });
});

test('one file of a pair opens the pair, and no other', async () => {
  await save('t10k-images-idx3-ubyte', images(50, 51));
  await save('t10k-labels-idx1-ubyte', labels(3));
  await save('train-images-idx3-ubyte', images(10, 11, 20, 21));
  await save('train-labels-idx1-ubyte', labels(9, 3));
  for (const name of ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']) {
    const { image } = await (await open(name)).read([0]);
    expect([...(image?.data ?? [])]).toEqual([50, 51]);
    expect((await open(name)).description.samples).toBe(1);
  }
});

test('colour images have their channels last', async () => {
  await save('images-idx4-ubyte', idx([1, 1, 2, 3], [1, 2, 3, 4, 5, 6]));
  await save('labels-idx1-ubyte', labels(0));
  const { description } = await open();
  expect(description.fields[0]?.shape).toEqual([1, 2, 3]);
  expect(description.summary).toBe('1 colour images of 1 × 2 pixels in 1 class.');
});

test('a file that is cut off is refused, in a packed file too', async () => {
  const cut = images(...Array.from({ length: 20 }, (_, place) => place)).subarray(0, 25);
  const sentence =
    'is cut off: its header promises 10 × 1 × 2 = 20 values, but it holds 9. Copy or download it again.';
  await save('train-images-idx3-ubyte', cut);
  await save('train-labels-idx1-ubyte', labels(...new Array(10).fill(1)));
  await expect(open()).rejects.toThrow(`'${path('train-images-idx3-ubyte')}' ${sentence}`);

  await rm(path('train-images-idx3-ubyte'));
  await save('train-images-idx3-ubyte.gz', gzipSync(cut));
  await expect(open()).rejects.toThrow(`'${path('train-images-idx3-ubyte.gz')}' ${sentence}`);

  await save('train-images-idx3-ubyte.gz', gzipSync(cut).subarray(0, 20));
  await expect(open()).rejects.toThrow(
    `'${path('train-images-idx3-ubyte.gz')}' is a damaged or cut off gzip file: it cannot be unpacked. Copy or download it again.`,
  );
});

test('images and labels of different counts are refused', async () => {
  await save('train-images-idx3-ubyte', images(1, 2, 3, 4));
  await save('train-labels-idx1-ubyte', labels(1, 2, 3));
  await expect(open()).rejects.toThrow(
    `'${path('train-images-idx3-ubyte')}' holds 2 images, but '${path('train-labels-idx1-ubyte')}' holds 3 labels. Every image needs exactly one label: check that the two files belong together.`,
  );
});

test('a file with the beginning of another format is refused', async () => {
  await save('train-images-idx3-ubyte', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'));
  await save('train-labels-idx1-ubyte', labels(1));
  await expect(open()).rejects.toThrow(
    `'${path('train-images-idx3-ubyte')}' does not hold IDX images: it starts with 89 50 4e 47, expected 00 00 08 03 or 00 00 08 04. Check that this is the right file.`,
  );
});

test('images without labels and labels without images are refused', async () => {
  await save('train-images-idx3-ubyte.gz', gzipSync(images(1, 2)));
  await expect(open()).rejects.toThrow(
    `'${path('train-images-idx3-ubyte.gz')}' has no labels: expected 'train-labels-idx1-ubyte' or 'train-labels-idx1-ubyte.gz' beside it. Put both files into one folder.`,
  );
  await rm(path('train-images-idx3-ubyte.gz'));
  await save('train-labels-idx1-ubyte', labels(1));
  await expect(open('train-labels-idx1-ubyte')).rejects.toThrow(
    `'${path('train-labels-idx1-ubyte')}' has no images: expected 'train-images-idx3-ubyte' or 'train-images-idx3-ubyte.gz' beside it. Put both files into one folder.`,
  );
});

test('a damaged file of the second pair is named', async () => {
  await save('train-images-idx3-ubyte', images(1, 2));
  await save('train-labels-idx1-ubyte', labels(1));
  await save('t10k-images-idx3-ubyte', images(1, 2));
  await save('t10k-labels-idx1-ubyte', idx([2], [1]));
  await expect(open()).rejects.toThrow(
    `'${path('t10k-labels-idx1-ubyte')}' is cut off: its header promises 2 values, but it holds 1. Copy or download it again.`,
  );
});

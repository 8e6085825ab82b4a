import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { FieldDescription } from '../../core/data/dataset.ts';
import { decodeImage } from './decode-image.ts';

const digit: FieldDescription = { name: 'image', kind: 'image', shape: [4, 4, 1], range: [0, 16] };
const photo: FieldDescription = { name: 'photo', kind: 'image', shape: [2, 4, 3] };

async function png(
  width: number,
  height: number,
  channels: 1 | 3 | 4,
  values: readonly number[],
): Promise<Buffer> {
  return sharp(Uint8Array.from(values), { raw: { width, height, channels } }).png().toBuffer();
}

const edge = [0, 0, 0, 0];
const STROKE = [...edge, 0, 255, 255, 0, 0, 255, 255, 0, ...edge];

test('light strokes on dark ground stay, in the range of the field', async () => {
  const values = await decodeImage(await png(4, 4, 1, STROKE), digit);
  expect([...values]).toEqual(STROKE.map((value) => (value / 255) * 16));
});

test('dark strokes on a light sheet are inverted for fields with one channel', async () => {
  const sheet = STROKE.map((value) => 255 - value);
  const values = await decodeImage(await png(4, 4, 1, sheet), digit);
  expect([...values]).toEqual(STROKE.map((value) => (value / 255) * 16));
});

test('transparent ground counts as white paper', async () => {
  const drawing = STROKE.flatMap((value) => [0, 0, 0, value]);
  const values = await decodeImage(await png(4, 4, 4, drawing), digit);
  expect([...values]).toEqual(STROKE.map((value) => (value / 255) * 16));
});

test('colour images are made grey where the field has one channel', async () => {
  const grey = new Array<number>(16 * 3).fill(0).map((_, place) => (place % 48 < 24 ? 10 : 20));
  const values = await decodeImage(await png(4, 4, 3, grey), { ...digit, range: [0, 255] });
  expect([...values]).toEqual([...new Array(8).fill(10), ...new Array(8).fill(20)]);
});

test('colours are kept, and never inverted, where the field has three channels', async () => {
  const values = await decodeImage(await png(4, 2, 3, new Array(8).fill([250, 200, 150]).flat()), photo);
  expect([...values]).toEqual(new Array(8).fill([250, 200, 150]).flat());
});

test('grey images fill all three channels', async () => {
  const values = await decodeImage(await png(4, 2, 1, new Array(8).fill(77)), photo);
  expect([...values]).toEqual(new Array(24).fill(77));
});

test('a narrow image keeps its proportions on a ground of its border colour', async () => {
  const tall = await png(
    4,
    8,
    1,
    [...new Array(32).keys()].map((place) => (place % 4 === 0 ? 0 : 0)),
  );
  expect([...(await decodeImage(tall, digit))]).toEqual(new Array(16).fill(0));
  const wide = await png(8, 2, 3, new Array(16).fill([9, 8, 7]).flat());
  expect([...(await decodeImage(wide, photo))]).toEqual(new Array(8).fill([9, 8, 7]).flat());
});

test('says that a file is not an image', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
  try {
    const file = join(folder, 'letter.png');
    await writeFile(file, 'Dear Sir or Madam');
    await expect(decodeImage(file, digit)).rejects.toThrow(
      `"${file}" cannot be read as an image. Expected a whole PNG, JPEG, WebP, GIF, TIFF, AVIF or SVG file.`,
    );
    await expect(decodeImage(join(folder, 'none.png'), digit)).rejects.toThrow(
      `There is no file "${join(folder, 'none.png')}". Check the name and the folder.`,
    );
    await expect(decodeImage(folder, digit)).rejects.toThrow(
      `"${folder}" is a folder; expected an image. Name the file in it.`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('says that a cut off image is not whole', async () => {
  const whole = await png(
    64,
    64,
    1,
    Array.from({ length: 4096 }, (_, place) => (place * 7919) % 256),
  );
  await expect(decodeImage(whole.subarray(0, whole.length / 2), digit)).rejects.toThrow(
    /^The file cannot be read as an image.*Expected a whole PNG/,
  );
});

test('says that a row of numbers cannot be filled from an image', async () => {
  await expect(
    decodeImage(await png(4, 4, 1, STROKE), { name: 'features', kind: 'numeric', shape: [4] }),
  ).rejects.toThrow(
    'The network takes 4 for "features", which cannot be filled from an image file. Expected height × width × 1 for grey or × 3 for colour images. Give it numbers instead.',
  );
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatasetDescription } from '../../core/data/dataset.ts';
import { decodeImage } from '../images/decode-image.ts';
import { findClassFolders } from './image-files.ts';
import { openImageFolder } from './image-folder.ts';
import { openDataset } from './open-dataset.ts';

type Colour = readonly [red: number, green: number, blue: number];
const RED: Colour = [200, 10, 20];
const BLUE: Colour = [10, 20, 200];
const GREY: Colour = [77, 77, 77];

const FEW =
  'There are only 4 samples: the results will depend on chance. Collect more, or set the validation share to 0 to train on all of them.';
const RARE =
  "2 classes have fewer than 5 samples: 'cats' (2), 'dogs' (2). That is too few to learn from. Add samples, or leave the class out.";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-images-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function save(name: string, [r, g, b]: Colour, width = 4, height = 3): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  const image = sharp({ create: { width, height, channels: 3, background: { r, g, b } } });
  await image.toFile(join(folder, name));
}

async function saveText(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

async function savePets(one: Colour = RED, other: Colour = BLUE): Promise<void> {
  await save('cats/1.png', one);
  await save('cats/2.png', one);
  await save('dogs/1.png', other);
  await save('dogs/2.png', other);
}

const open = () => openDataset({ source: folder });
const problems = async () => (await open()).description.problems;

test('tells how many images are looked through, and ends when it is cancelled', async () => {
  await savePets();
  const told: [number, number][] = [];
  await openDataset({ source: folder }, { onProgress: (done, total) => told.push([done, total]) });
  expect(told).toEqual([0, 1, 2, 3, 4].map((done) => [done, 4]));

  const cancel = new AbortController();
  const reason = new Error('cancelled');
  const looking = openDataset(
    { source: folder },
    { signal: cancel.signal, onProgress: () => cancel.abort(reason) },
  );
  await expect(looking).rejects.toBe(reason);
});

test('each subfolder is a class, and its images are read in the order asked for', async () => {
  await savePets();
  const { description, read } = await open();
  expect(DatasetDescription.parse(description)).toEqual({
    source: folder,
    title: folder.split('/').at(-1),
    summary: '4 colour images of 3 × 4 pixels in 2 classes.',
    samples: 4,
    fields: [
      { name: 'image', kind: 'image', shape: [3, 4, 3], range: [0, 255], keepsTones: true },
      { name: 'label', kind: 'category', shape: [], classes: ['cats', 'dogs'] },
    ],
    target: 'label',
    classCounts: [2, 2],
    problems: [FEW, RARE],
  });
  const { image, label } = await read([3, 0]);
  expect(image?.shape).toEqual([2, 3, 4, 3]);
  expect([...(image?.data.subarray(0, 3) ?? [])]).toEqual(BLUE);
  expect([...(image?.data.subarray(36, 39) ?? [])]).toEqual(RED);
  expect(label).toEqual({ dtype: 'int32', shape: [2], data: Int32Array.of(1, 0) });
  await expect(read([4])).rejects.toThrow(/has no sample 4: its 4 samples are counted from 0\.$/);
});

test('images are grey if all are, and of three channels if a single one is not', async () => {
  await savePets(GREY, [250, 250, 250]);
  const grey = await open();
  expect(grey.description.summary).toBe('4 grey images of 3 × 4 pixels in 2 classes.');
  const { image } = await grey.read([0, 2]);
  expect(image?.shape).toEqual([2, 3, 4, 1]);
  expect([...(image?.data ?? [])]).toEqual([...new Array(12).fill(77), ...new Array(12).fill(250)]);

  await save('dogs/3.png', RED);
  expect((await open()).description.fields[0]?.shape).toEqual([3, 4, 3]);
});

test('an image that someone asks about is read as the images of the dataset are', async () => {
  await savePets([250, 250, 250], GREY);
  const { description, read } = await open();
  const [field] = description.fields;
  if (!field) throw new Error('The dataset has no image field.');
  expect(await decodeImage(join(folder, 'cats/1.png'), field)).toEqual((await read([0])).image?.data);
});

test('images are fitted to the most common size with their proportions kept', async () => {
  await savePets();
  await save('dogs/wide.jpg', BLUE, 8, 3);
  const { description, read } = await open();
  expect(description.fields[0]?.shape).toEqual([3, 4, 3]);
  expect(description.problems[0]).toBe(
    'The images have 2 different sizes. They are fitted into 3 × 4 pixels (height × width), after the most common size, with their proportions kept.',
  );
  const { image } = await read([4]);
  expect(image?.data).toHaveLength(36);
  const most = Math.max(
    ...[...(image?.data ?? [])].map((value, at) => Math.abs(value - (BLUE[at % 3] ?? 0))),
  );
  expect(most).toBeLessThan(4);
});

test('large images are scaled down to 128 a side', async () => {
  for (const name of ['cats/1.png', 'dogs/1.png']) await save(name, RED, 512, 256);
  const { description, read } = await open();
  expect(description.fields[0]?.shape).toEqual([64, 128, 3]);
  expect(description.problems[0]).toBe(
    'The images measure 256 × 512 pixels and are scaled down to 64 × 128 pixels (height × width).',
  );
  expect([...((await read([0])).image?.data.subarray(0, 3) ?? [])]).toEqual(RED);
});

test('images that cannot be read are named and left out', async () => {
  await savePets();
  await saveText('cats/letter.png', 'Dear Sir or Madam');
  expect(await problems()).toEqual([
    "The image 'cats/letter.png' cannot be read and is left out. Replace or delete it.",
    FEW,
    RARE,
  ]);

  const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, place) => (place * 7919) % 256));
  const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
  await writeFile(join(folder, 'dogs/cut.png'), whole.subarray(0, whole.length / 2));
  const { description, read } = await open();
  expect(description.problems[0]).toBe(
    "2 images cannot be read and are left out: 'cats/letter.png', 'dogs/cut.png'. Replace or delete them.",
  );
  expect(description.classCounts).toEqual([2, 2]);
  expect([...((await read([2])).image?.data.subarray(0, 3) ?? [])]).toEqual(BLUE);
});

test('images beyond the cache are decoded again, to the same values', async () => {
  await savePets();
  await save('cats/3.jpg', [120, 90, 60], 40, 30);
  const found = await findClassFolders(folder);
  const cached = await openImageFolder(folder, folder, found);
  const uncached = await openImageFolder(folder, folder, found, { cacheBytes: 50 });
  const all = [0, 1, 2, 3, 4];
  expect(await uncached.read(all)).toEqual(await cached.read(all));

  await rm(join(folder, 'dogs/2.png'));
  await expect(uncached.read([4])).rejects.toThrow(
    `'${join(folder, 'dogs/2.png')}' can no longer be read as an image: it was changed or removed after the data was opened. Put it back, or choose the data again.`,
  );
});

test('folders without images are named; other files, hidden ones and links in a circle do not matter', async () => {
  await savePets();
  await saveText('readme.txt', 'one,two\n1,2\n');
  await saveText('cats/notes.md', 'Fluffy');
  await saveText('.cache/1.png', 'hidden');
  await mkdir(join(folder, 'birds'));
  await symlink(folder, join(folder, 'loop'));
  expect(await problems()).toEqual([
    "2 folders hold no images and are left out: 'birds', 'loop'.",
    FEW,
    RARE,
  ]);
});

test('classes that are numbers are in the order of the numbers', async () => {
  for (const name of ['10', '9', '1']) await save(`${name}/a.png`, RED);
  expect((await open()).description.fields[1]?.classes).toEqual(['1', '9', '10']);
});

test('a single class is refused', async () => {
  await save('cats/1.png', RED);
  await mkdir(join(folder, 'dogs'));
  await expect(open()).rejects.toThrow(
    `'${folder}' holds images of a single class, 'cats': there is nothing to tell apart. Expected a subfolder of images for each of at least two classes. Add another, or name the folder that holds the class folders.`,
  );
});

test('a folder of images without classes is refused', async () => {
  await save('1.png', RED);
  await expect(open()).rejects.toThrow(
    `The folder '${folder}' holds images, but not in a subfolder for each class, so there is nothing to predict. Put the images of each class into a folder of its own that has the name of the class.`,
  );
});

test('subfolders without any image are refused', async () => {
  await mkdir(join(folder, 'cats'));
  await saveText('dogs/notes.md', 'Rex');
  await expect(open()).rejects.toThrow(
    `The folder '${folder}' holds cats, dogs, and no data that can be read. Expected IDX files such as train-images-idx3-ubyte.gz with their labels, a subfolder of images for each class, or one CSV file.`,
  );
});

test('images of which none can be read are refused', async () => {
  await saveText('cats/1.png', 'no image');
  await saveText('dogs/1.jpg', 'no image either');
  await expect(open()).rejects.toThrow(
    `None of the 2 images in '${folder}' can be read. Expected whole PNG, JPEG, WebP, GIF, TIFF or AVIF files. Copy or download them again.`,
  );
});

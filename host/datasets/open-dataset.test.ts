import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatasetDescription } from '../../core/data/dataset.ts';
import { listBuiltinDatasets, openDataset } from './open-dataset.ts';
import { pathFault } from './read-file.ts';

test('every built-in dataset opens under its own name', async () => {
  const descriptions = await listBuiltinDatasets();
  expect(descriptions.length).toBeGreaterThan(8);
  for (const description of descriptions) {
    DatasetDescription.parse(description);
    expect((await openDataset({ source: description.source })).description).toEqual(description);
  }
});

test('builtin:digits holds 1,797 images from 0 to 16', async () => {
  const { description, read } = await openDataset({ source: 'builtin:digits' });
  expect(description).toMatchObject({
    samples: 1797,
    target: 'label',
    classCounts: [178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
    problems: [],
  });
  const { image, label } = await read([0, 1796]);
  expect(image?.shape).toEqual([2, 8, 8, 1]);
  expect([...(image?.data.subarray(0, 8) ?? [])]).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
  expect(label).toEqual({ dtype: 'int32', shape: [2], data: Int32Array.of(0, 8) });
});

test('an unknown built-in name is answered with the nearest and with the list', async () => {
  await expect(openDataset({ source: 'builtin:digts' })).rejects.toThrow(
    /^There is no built-in dataset 'builtin:digts'\. Did you mean 'builtin:digits'\? The built-in datasets are: builtin:digits, .*builtin:spirals, builtin:waves\.$/,
  );
});

test('the target of a built-in dataset can be chosen among its fields', async () => {
  const { description, read } = await openDataset({ source: 'builtin:iris', target: 'features' });
  expect(description.target).toBe('features');
  expect(description.classCounts).toBeUndefined();
  expect((await read([0])).features?.shape).toEqual([1, 4]);
  await expect(openDataset({ source: 'builtin:iris', target: 'specis' })).rejects.toThrow(
    "'Iris flowers' has no field 'specis'. Did you mean 'species'? Its fields are: features, species.",
  );
});

describe('paths', () => {
  const EXPECTED =
    'Expected IDX files such as train-images-idx3-ubyte.gz with their labels, a subfolder of images for each class, or one CSV file.';
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-data-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('a relative path starts at the folder of the document', async () => {
    await writeFile(join(folder, 'gate.csv'), 'a,b\n0,1\n1,0\n');
    const { description } = await openDataset({ source: 'gate.csv' }, { baseFolder: folder });
    expect(description).toMatchObject({ source: 'gate.csv', title: 'gate.csv', samples: 2 });
  });

  test('a folder with one table is that table', async () => {
    await writeFile(join(folder, 'gate.csv'), 'a,b\n0,1\n1,0\n');
    await writeFile(join(folder, '.notes.csv'), 'hidden');
    expect((await openDataset({ source: folder })).description.title).toBe('gate.csv');
  });

  test('of several tables one must be named', async () => {
    for (const name of ['two.csv', 'one.tsv']) await writeFile(join(folder, name), '1,2\n3,4\n');
    await expect(openDataset({ source: folder })).rejects.toThrow(
      `'${folder}' holds several tables: one.tsv, two.csv. Name one of these files instead of the folder.`,
    );
  });

  test('an empty folder is refused', async () => {
    await expect(openDataset({ source: folder })).rejects.toThrow(
      `The folder '${folder}' is empty. ${EXPECTED}`,
    );
  });

  test('a folder of other files is refused', async () => {
    for (const name of ['a.doc', 'b.doc', 'c.doc', 'd.doc']) await writeFile(join(folder, name), '');
    await expect(openDataset({ source: folder })).rejects.toThrow(
      `The folder '${folder}' holds a.doc, b.doc, c.doc and more, and no data that can be read. ${EXPECTED}`,
    );
  });

  test.each(['missing.csv', 'gate.csv/inside'])('%s, which is not there, is refused', async (name) => {
    await writeFile(join(folder, 'gate.csv'), '1,2\n3,4\n');
    await expect(openDataset({ source: join(folder, name) })).rejects.toThrow(
      `There is no file or folder '${join(folder, name)}'. Check the spelling and where you are, or name a built-in dataset such as 'builtin:digits'.`,
    );
  });

  test('a link that leads to itself is refused', async () => {
    await symlink('circle.csv', join(folder, 'circle.csv'));
    await expect(openDataset({ source: join(folder, 'circle.csv') })).rejects.toThrow(
      `'${join(folder, 'circle.csv')}' is a link that leads back to itself. Give the path of the file or folder itself.`,
    );
  });

  test('a single image is refused', async () => {
    await writeFile(join(folder, 'tom.png'), '');
    await expect(openDataset({ source: join(folder, 'tom.png') })).rejects.toThrow(
      `'${join(folder, 'tom.png')}' is a single image, and a network learns from many. Choose the folder that holds a subfolder of images for each class.`,
    );
  });

  test('a path that may not be read is refused', () => {
    expect(pathFault('/data/secret.csv', 'EACCES')).toBe(
      "'/data/secret.csv' may not be read: you lack the permission. Change the permissions of the file or copy it to a place of your own.",
    );
  });
});

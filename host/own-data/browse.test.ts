import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { browseFolder } from './browse.ts';

test('lists folders and what can be data, and counts images', async () => {
  const folder = await temporaryFolder();
  for (const name of ['pets', 'a 10', 'a 9', '.hidden']) await mkdir(join(folder, name));
  for (const name of ['iris.csv', 'train-images-idx3-ubyte.gz', 'letter.docx', 'tom.png', '.secret.csv']) {
    await writeFile(join(folder, name), 'text');
  }
  await symlink(join(folder, 'pets'), join(folder, 'zoo'));
  await symlink(join(folder, 'nowhere'), join(folder, 'broken'));
  const listing = {
    folder,
    above: dirname(folder),
    folders: ['a 9', 'a 10', 'pets', 'zoo'].map((name) => ({ name, path: join(folder, name) })),
    files: ['iris.csv', 'train-images-idx3-ubyte.gz'].map((name) => ({
      name,
      path: join(folder, name),
      bytes: 4,
    })),
    images: 1,
    more: 0,
  };
  expect(await browseFolder(folder)).toEqual(listing);
  expect(await browseFolder(join(folder, 'iris.csv'))).toEqual(listing);
});

test('a folder that is not there is said so', async () => {
  const folder = join(await temporaryFolder(), 'nothing');
  await expect(browseFolder(folder)).rejects.toThrow(`There is no file or folder '${folder}'.`);
});

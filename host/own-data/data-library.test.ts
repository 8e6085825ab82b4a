import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { DataLibrary } from './data-library.ts';
import { MOST_UPLOAD_BYTES } from './upload-plan.ts';

async function openLibrary() {
  const home = await temporaryFolder();
  const folder = join(home, 'data');
  return { home, folder, library: new DataLibrary(folder, home) };
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

const file = (path: string, text: string) => ({ path, bytes: text.length });

test('files come as one run of bytes, in pieces of any size, and lie where they lay', async () => {
  const { library } = await openLibrary();
  const upload = await library.begin(
    'Pets',
    [
      file('cats/tom.txt', 'miaow'),
      file('empty.txt', ''),
      file('dogs/rex.txt', 'woof'),
      file('last.txt', ''),
    ],
    true,
  );
  expect(await library.append(upload, 0, pieces('mi', 'aoww'))).toBe(6);
  expect(await library.append(upload, 6, pieces('oof'))).toBe(9);
  const source = await library.finish(upload);
  expect(source).toMatch(/data.pets$/);
  expect(await readFile(join(source, 'cats/tom.txt'), 'utf8')).toBe('miaow');
  expect(await readFile(join(source, 'dogs/rex.txt'), 'utf8')).toBe('woof');
  expect((await readdir(source)).sort()).toEqual(['cats', 'dogs', 'empty.txt', 'last.txt']);
});

test('a single file is named itself, and a second copy gets a name of its own', async () => {
  const { library } = await openLibrary();
  const send = async () => {
    const upload = await library.begin('iris', [file('iris.csv', 'a,b')], false);
    await library.append(upload, 0, pieces('a,b'));
    return library.finish(upload);
  };
  expect(await send()).toMatch(/data.iris.iris\.csv$/);
  expect(await send()).toMatch(/data.iris-2.iris\.csv$/);
});

test.each([
  '../evil.csv',
  'a/../../evil.csv',
  '/etc/passwd',
  'C:/evil.csv',
  'a\\b.csv',
  '.hidden',
  'a//b',
  'a\u0000b',
])('a path that could lead elsewhere is refused: %j', async (path) => {
  const { library, folder } = await openLibrary();
  await expect(library.begin('x', [file(path, 'x')], false)).rejects.toThrow(
    `"${path}" cannot be copied: its name is not one that every system takes. Rename it, without the characters < > : " | ? * and \\, and choose the data again.`,
  );
  expect(await readdir(folder).catch(() => [])).toEqual([]);
});

test('too much is refused before a byte is sent, and so is what comes twice', async () => {
  const { library } = await openLibrary();
  await expect(
    library.begin('x', [{ path: 'x.bin', bytes: MOST_UPLOAD_BYTES + 2 ** 30 }], false),
  ).rejects.toThrow(
    'These files hold 17.0 GB, and 16.0 GB is the most that is copied. Open the data where it is instead: give its path, or browse this computer.',
  );
  await expect(library.begin('x', [file('A.csv', 'x'), file('a.csv', 'y')], false)).rejects.toThrow(
    '"a.csv" comes twice. Choose one file or one folder at a time.',
  );
});

test('a folder with a single file stays a folder', async () => {
  const { library } = await openLibrary();
  const upload = await library.begin('letters', [file('one.csv', 'a')], true);
  await library.append(upload, 0, pieces('a'));
  expect(await library.finish(upload)).toMatch(/data.letters$/);
});

test('bytes that were not announced, or not in their turn, end nowhere', async () => {
  const { library, folder } = await openLibrary();
  const broken = 'The copy of "x" was interrupted and is not whole. Choose the data again.';
  const upload = await library.begin('x', [file('x.csv', 'abc')], false);
  await expect(library.append(upload, 1, pieces('b'))).rejects.toThrow(broken);
  await expect(library.append(upload, 0, pieces('abcd'))).rejects.toThrow(broken);
  await library.append(upload, 0, pieces('ab'));
  await expect(library.finish(upload)).rejects.toThrow(broken);
  await library.cancel(upload);
  expect(await readdir(folder)).toEqual([]);
  await expect(library.append(upload, 2, pieces('c'))).rejects.toThrow(
    'This copy was cancelled, or Layerloom was started again meanwhile. Choose the data again.',
  );
});

test('what a closed window left behind is removed a day later', async () => {
  const { library, folder } = await openLibrary();
  const left = join(folder, '.incoming-0');
  await mkdir(left, { recursive: true });
  await utimes(left, 1000, 1000);
  await mkdir(join(folder, '.incoming-1'));
  const upload = await library.begin('x', [file('x.csv', 'x')], false);
  expect((await readdir(folder)).sort()).toEqual(['.incoming-1', `.incoming-${upload}`].sort());
  await library.close();
  expect(await readdir(folder)).toEqual(['.incoming-1']);
});

test('data that was opened is known, the last first; copies go when they are forgotten, all else stays', async () => {
  const { library, home, folder } = await openLibrary();
  const own = join(home, 'own.csv');
  await writeFile(own, 'a,b');
  const upload = await library.begin('iris', [file('iris.csv', 'a,b')], false);
  await library.append(upload, 0, pieces('a,b'));
  const copy = await library.finish(upload);
  expect(await library.note(own, 'own.csv', 3)).toBe(true);
  expect(await library.note(copy, 'iris.csv', 150)).toBe(true);
  expect(await library.note(copy, 'iris.csv', 150)).toBe(false);
  expect(await library.note('builtin:xor', 'XOR gate', 4)).toBe(false);
  await library.note(join(home, 'gone.csv'), 'gone.csv', 9);
  expect(await library.list()).toEqual([
    { source: join(home, 'gone.csv'), title: 'gone.csv', samples: 9, copied: false, missing: true },
    { source: copy, title: 'iris.csv', samples: 150, copied: true, missing: false },
    { source: own, title: 'own.csv', samples: 3, copied: false, missing: false },
  ]);
  await library.forget(own);
  await library.forget(copy);
  // What is not below the folder of copies is never removed.
  await library.forget(folder);
  await library.forget(join(folder, '..'));
  expect((await library.list()).map(({ title }) => title)).toEqual(['gone.csv']);
  expect(await readFile(own, 'utf8')).toBe('a,b');
  expect(await readdir(folder)).toEqual(['known.json']);
});

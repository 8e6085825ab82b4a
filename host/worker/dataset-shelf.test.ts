import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFromShelf } from './dataset-shelf.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-shelf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a dataset stays open until a file of its folder is written again', async () => {
  const place = { reference: { source: folder }, baseFolder: '/' };
  await writeFile(join(folder, 'table.csv'), 'a,b\n1,2\n3,4\n');
  const first = await openFromShelf(place);
  expect(await openFromShelf(place)).toBe(first);
  await writeFile(join(folder, 'table.csv'), 'a,b\n1,2\n3,4\n5,6\n');
  expect((await openFromShelf(place)).description.samples).toBe(3);
});

import { existsSync } from 'node:fs';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, writeAtomically, writeProven } from './atomic-file.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A device that is always full. Linux has one. */
const FULL = '/dev/full';

test('a file is replaced as a whole', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'best.json');
  await writeAtomically(file, 'one');
  await writeAtomically(file, 'two ', Buffer.from('parts'));
  expect(await readFile(file, 'utf8')).toBe('two parts');
  expect(await readdir(folder)).toEqual(['best.json']);
});

test('a file that fails its proof is not there, and the earlier one is', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'net.onnx');
  await writeFile(file, 'earlier');
  const refuse = async () => {
    throw new Error('differs');
  };
  await expect(writeProven(file, ['new'], refuse)).rejects.toThrow('differs');
  expect(await readFile(file, 'utf8')).toBe('earlier');
  expect(await readdir(folder)).toEqual(['net.onnx']);
});

test('a folder below a file is refused in a sentence', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'notes'), '');
  const below = join(folder, 'notes', 'run');
  await expect(makeFolder(below)).rejects.toThrow(
    `${below} cannot be used as a folder: there is a file of that name in the way. Choose another folder.`,
  );
});

describe.runIf(existsSync(FULL))('on a full disk', () => {
  test('the sentence says so, the earlier file survives and nothing is left over', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'run.json');
    await writeAtomically(file, 'earlier');
    await symlink(FULL, `${file}.${process.pid}.tmp`);
    await expect(writeAtomically(file, 'new')).rejects.toThrow(
      `The disk is full: "run.json" could not be written to ${folder}. Nothing half-written was left there, and earlier files are as they were. Free some space and try again.`,
    );
    expect(await readFile(file, 'utf8')).toBe('earlier');
    expect(await readdir(folder)).toEqual(['run.json']);
  });
});

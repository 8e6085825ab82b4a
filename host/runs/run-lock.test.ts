import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { isRunLocked, lockRun } from './run-lock.ts';

const lockOf = (pid: number) => JSON.stringify({ pid, host: hostname(), since: new Date().toISOString() });

test('a run that a living process has is refused, and free again afterwards', async () => {
  const folder = await temporaryFolder();
  const unlock = await lockRun(folder);
  expect(await isRunLocked(folder)).toBe(true);
  await expect(lockRun(folder)).rejects.toThrow(
    `Another process (number ${process.pid} on ${hostname()}) is working on the run in ${folder}. Wait until it is done, or stop it first.`,
  );
  await unlock();
  expect(await isRunLocked(folder)).toBe(false);
  await (await lockRun(folder))();
});

test('the lock of a process that is gone does not hold', async () => {
  const folder = await temporaryFolder();
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(join(folder, 'lock.json'), lockOf(pid));
  expect(await isRunLocked(folder)).toBe(false);
  await (await lockRun(folder))();
});

test.each([
  ['half-written', '{"pid": 1'],
  [
    'from before the computer was started',
    JSON.stringify({ pid: process.pid, host: hostname(), since: '2001-01-01' }),
  ],
])('a lock that is %s does not hold', async (_, text) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lock.json'), text);
  await (await lockRun(folder))();
});

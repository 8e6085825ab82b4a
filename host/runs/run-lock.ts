/** Keeps two processes from working on one run. The lock names its process, so a lock left by a crash is seen. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { HostError } from '../contract.ts';
import { systemCode, writeFault } from '../storage-fault.ts';

const Lock = z.strictObject({ pid: z.number().int().positive(), host: z.string(), since: z.string() });
type Lock = z.infer<typeof Lock>;

const lockPath = (folder: string) => join(folder, 'lock.json');

/** Returns a function that gives the run free again. Throws if a living process has it. */
export async function lockRun(folder: string): Promise<() => Promise<void>> {
  const path = lockPath(folder);
  const own: Lock = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(path, JSON.stringify(own), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw writeFault(path, error);
    }
    const holder = await holderOf(folder);
    if (holder) {
      throw new HostError({
        code: 'run-locked',
        message: `Another process (number ${holder.pid} on ${holder.host}) is working on the run in ${folder}. Wait until it is done, or stop it first.`,
      });
    }
    await rm(path, { force: true });
  }
  throw new HostError({
    code: 'run-locked',
    message: `Several processes want to work on the run in ${folder} at once. Try again when the others are done.`,
  });
}

/** Forgets the lock of a process that is known to have ended. */
export function forgetLock(folder: string): Promise<void> {
  return rm(lockPath(folder), { force: true });
}

/** Whether a living process works on the run. */
export async function isRunLocked(folder: string): Promise<boolean> {
  return (await holderOf(folder)) !== undefined;
}

async function holderOf(folder: string): Promise<Lock | undefined> {
  let text: string;
  try {
    text = await readFile(lockPath(folder), 'utf8');
  } catch {
    return undefined;
  }
  const lock = Lock.safeParse(parseJson(text));
  return lock.success && isAlive(lock.data) ? lock.data : undefined;
}

/** A lock of another computer on a shared disk counts as alive: its processes cannot be seen from here. */
function isAlive({ pid, host, since }: Lock): boolean {
  if (host !== hostname()) return true;
  const bootedAt = Date.now() - uptime() * 1000;
  if (Date.parse(since) < bootedAt) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

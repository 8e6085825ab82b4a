/** Files that are either whole or not there: written under a temporary name, forced to disk, then renamed. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFault } from './storage-fault.ts';

const TEMPORARY = '.tmp';

/** Replaces `path` by `parts`, one after the other. On any fault the earlier file stays and nothing is left over. */
export async function writeAtomically(
  path: string,
  ...parts: readonly (string | Uint8Array)[]
): Promise<void> {
  await writeProven(path, parts, async () => undefined);
}

/** As `writeAtomically`, but the file gets its name only when `prove` has accepted it; else `prove` throws. */
export async function writeProven<T>(
  path: string,
  parts: readonly (string | Uint8Array)[],
  prove: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = `${path}.${process.pid}${TEMPORARY}`;
  try {
    await writeWhole(temporary, parts);
    const proof = await prove(temporary);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return proof;
  } catch (error) {
    // What kept the file from being written is what matters, not that there was nothing to remove.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFault(path, error);
  }
}

/** Makes a folder and those above it. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw writeFault(`${path}/.`, error);
  }
}

async function writeWhole(path: string, parts: readonly (string | Uint8Array)[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name itself durable, where the system allows it (Windows does not). */
async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } catch {
    // The file itself is safe on disk already; only the rename may be lost with the power.
  } finally {
    await folder?.close();
  }
}

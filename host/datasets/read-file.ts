/** Reads data files, gzipped or not, and explains in a sentence why one cannot be read. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DatasetError } from '../../core/data/dataset.ts';

const decompress = promisify(gunzip);

/** The bytes of a file; a gzipped one is unpacked, whatever its name. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await reading(path, () => readFile(path));
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!gzipped) return bytes;
  try {
    return await decompress(bytes);
  } catch (fault) {
    if (errorCode(fault) === 'ERR_BUFFER_TOO_LARGE') {
      throw new DatasetError(`'${path}' is too large when unpacked: expected less than 4 GB. Split it.`);
    }
    throw new DatasetError(
      `'${path}' is a damaged or cut off gzip file: it cannot be unpacked. Copy or download it again.`,
    );
  }
}

/** Does something with a path, and turns the system's refusals into sentences. */
export async function reading<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (fault) {
    throw new DatasetError(pathFault(path, errorCode(fault)));
  }
}

export function pathFault(path: string, code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no file or folder '${path}'. Check the spelling and where you are, or name a built-in dataset such as 'builtin:digits'.`;
    case 'EACCES':
    case 'EPERM':
      return `'${path}' may not be read: you lack the permission. Change the permissions of the file or copy it to a place of your own.`;
    case 'ELOOP':
      return `'${path}' is a link that leads back to itself. Give the path of the file or folder itself.`;
    default:
      return `'${path}' cannot be read (${code ?? 'unknown fault'}). Check the disk, or copy the file to another place and try again.`;
  }
}

function errorCode(fault: unknown): string | undefined {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
}

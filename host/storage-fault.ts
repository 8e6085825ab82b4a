/** Turns what the file system refuses into sentences for the user. */
import { basename, dirname } from 'node:path';
import { HostError } from './contract.ts';

/** The code of a system error: `ENOSPC`. Undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What to tell when `path` could not be written. Errors that are not the file system's are returned as they are. */
export function writeFault(path: string, error: unknown): unknown {
  const folder = dirname(path);
  const name = basename(path);
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new HostError({
        code: 'disk-full',
        message: `The disk is full: "${name}" could not be written to ${folder}. Nothing half-written was left there, and earlier files are as they were. Free some space and try again.`,
      });
    case 'EFBIG':
      return new HostError({
        code: 'disk-full',
        message: `"${name}" is larger than a file in ${folder} may be. Nothing half-written was left there, and earlier files are as they were. Choose another folder, or ask for a higher limit.`,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new HostError({
        code: 'folder-unwritable',
        message: `The folder ${folder} cannot be written to: this user may not change it. Choose another folder, or change its permissions.`,
      });
    case 'ENOTDIR':
    case 'EEXIST':
      return new HostError({
        code: 'folder-unwritable',
        message: `${folder} cannot be used as a folder: there is a file of that name in the way. Choose another folder.`,
      });
    case 'ENOENT':
      return new HostError({
        code: 'folder-unwritable',
        message: `The folder ${folder} does not exist and cannot be made. Choose another folder.`,
      });
    default:
      return error;
  }
}

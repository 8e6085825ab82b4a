/** Reads a file that the user named, and says in a sentence why it cannot be read. */
import { readFile } from 'node:fs/promises';
import { HostError } from './contract.ts';
import { systemCode } from './storage-fault.ts';

/** `kind` is what the file should be: `an ONNX file`. Throws `HostError`. */
export async function readInputFile(file: string, kind: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw readFault(file, kind, error);
  }
}

function readFault(file: string, kind: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new HostError({
        code: 'file-missing',
        message: `There is no file "${file}". Check the name and the folder.`,
      });
    case 'EISDIR':
      return new HostError({
        code: 'file-is-folder',
        message: `"${file}" is a folder; expected ${kind}. Name the file in it.`,
      });
    case 'EACCES':
    case 'EPERM':
      return new HostError({
        code: 'file-unreadable',
        message: `"${file}" may not be read by this user. Change its permissions, or copy it to a folder of your own.`,
      });
    default:
      return error;
  }
}

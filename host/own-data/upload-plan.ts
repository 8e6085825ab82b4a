/** What a window may send as data: checked before the first byte is written. */
import { z } from 'zod';
import { HostError } from '../contract.ts';

/** Larger data is better opened where it is than copied. */
export const MOST_UPLOAD_BYTES = 16 * 2 ** 30;
const MOST_PART_LENGTH = 240;
const MOST_DEPTH = 8;
/** Of Windows and of the shells of others: names that are no files everywhere. */
const FORBIDDEN = /[<>:"|?*\\]/;

export const UploadFile = z.strictObject({
  /** Below the folder that is sent, with `/` between its parts. */
  path: z.string().min(1),
  bytes: z.number().int().nonnegative(),
});
export type UploadFile = z.infer<typeof UploadFile>;

/** Throws `HostError` where a file would not stay inside its folder, comes twice, or all are too much. */
export function requireSendable(files: readonly UploadFile[]): void {
  const bytes = totalBytes(files);
  if (bytes > MOST_UPLOAD_BYTES) {
    throw new HostError({
      code: 'upload-too-large',
      message: `These files hold ${gigabytes(bytes)} GB, and ${gigabytes(MOST_UPLOAD_BYTES)} GB is the most that is copied. Open the data where it is instead: give its path, or browse this computer.`,
    });
  }
  const seen = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/');
    if (parts.length > MOST_DEPTH || !parts.every(isFileName)) {
      throw new HostError({
        code: 'upload-name',
        message: `"${path}" cannot be copied: its name is not one that every system takes. Rename it, without the characters < > : " | ? * and \\, and choose the data again.`,
      });
    }
    const key = path.toLowerCase();
    if (seen.has(key)) {
      throw new HostError({
        code: 'upload-twice',
        message: `"${path}" comes twice. Choose one file or one folder at a time.`,
      });
    }
    seen.add(key);
  }
}

export function totalBytes(files: readonly UploadFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

export function gigabytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

function isFileName(part: string): boolean {
  return (
    part !== '' &&
    !part.startsWith('.') &&
    part.length <= MOST_PART_LENGTH &&
    !FORBIDDEN.test(part) &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    !/[\u0000-\u001f]/.test(part)
  );
}

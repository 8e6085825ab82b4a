/**
 * Brings a document of any released format to the newest one. Each step is a pure function on the frozen shape
 * of its format; a step is never changed after the format it leads to was released.
 */
import { fail, ok, type Result } from '../../result.ts';
import type { DocumentFault } from '../document-fault.ts';

/** From format N (the key) to N + 1. */
export type Migration = (document: unknown) => unknown;

export const MIGRATIONS: Readonly<Record<number, Migration>> = {};

/** The newest format that this version writes. */
export const NEWEST = 1;

export const FORMAT_PATTERN = /^layerloom\/([1-9]\d*)$/;

export function migrate(
  document: unknown,
  format: string,
  migrations: Readonly<Record<number, Migration>> = MIGRATIONS,
  newest: number = NEWEST,
): Result<unknown, DocumentFault> {
  const version = Number(FORMAT_PATTERN.exec(format)?.[1]);
  if (version > newest) {
    return fail({
      code: 'newer-format',
      message: `This file has the format ${format}, which is newer than this version of Layerloom reads (layerloom/${newest}). Update Layerloom to open it.`,
    });
  }
  let migrated = document;
  for (let from = version; from < newest; from++) {
    const step = migrations[from];
    if (!step) throw new Error(`The migration from layerloom/${from} to layerloom/${from + 1} is missing.`);
    migrated = step(migrated);
  }
  return ok(migrated);
}

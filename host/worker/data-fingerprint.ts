/** Tells whether data on disk is still what it was, without reading it. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Entries of a folder that are looked at; a changed folder shows in its own time as well. */
const MOST_ENTRIES = 256;

/** Differs when the file, or the folder or one of its entries, was written to. */
export async function dataFingerprint(path: string): Promise<string> {
  const names = await readdir(path).catch(() => []);
  const places = [path, ...names.slice(0, MOST_ENTRIES).map((name) => join(path, name))];
  const marks = await Promise.all(
    places.map(async (place) => {
      const entry = await stat(place).catch(() => undefined);
      return entry ? [entry.mtimeMs, entry.size] : [];
    }),
  );
  return JSON.stringify(marks);
}

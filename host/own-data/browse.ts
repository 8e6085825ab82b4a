/** Folders of this machine, for a person who looks for data: subfolders, and files that can be data. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { FolderListing } from '../contract.ts';
import { isTableFile } from '../datasets/csv-file.ts';
import { isIdxFile } from '../datasets/idx-folder.ts';
import { isImageFile } from '../datasets/image-files.ts';
import { resolveSource } from '../datasets/open-dataset.ts';
import { reading } from '../datasets/read-file.ts';

const MOST_ENTRIES = 2000;

/** Starts in the person's own folder. Throws `DatasetError` where there is no such folder or it may not be read. */
export async function browseFolder(asked: string | undefined): Promise<FolderListing> {
  const place = asked === undefined ? homedir() : resolve(resolveSource(asked, homedir()));
  const entry = await reading(place, () => stat(place));
  const folder = entry.isDirectory() ? place : dirname(place);
  const found = await reading(folder, () => readdir(folder, { withFileTypes: true }));
  const visible = found.filter(({ name }) => !name.startsWith('.'));
  const kinds = await Promise.all(visible.map((one) => kindOf(folder, one)));
  const named = (kind: 'folder' | 'file') =>
    visible
      .filter((_, place) => kinds[place] === kind)
      .map(({ name }) => name)
      .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  const files = named('file').filter((name) => isTableFile(name) || isIdxFile(name));
  const folders = named('folder');
  const above = dirname(folder);
  return {
    folder,
    ...(above !== folder && { above }),
    folders: folders.slice(0, MOST_ENTRIES).map((name) => ({ name, path: join(folder, name) })),
    files: await Promise.all(
      files.slice(0, MOST_ENTRIES).map(async (name) => {
        const path = join(folder, name);
        const about = await stat(path).catch(() => undefined);
        return { name, path, bytes: about?.size ?? 0 };
      }),
    ),
    images: named('file').filter(isImageFile).length,
    more: Math.max(0, folders.length - MOST_ENTRIES) + Math.max(0, files.length - MOST_ENTRIES),
  };
}

async function kindOf(folder: string, entry: Dirent): Promise<'folder' | 'file' | undefined> {
  const about = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => undefined) : entry;
  if (about?.isDirectory()) return 'folder';
  return about?.isFile() ? 'file' : undefined;
}

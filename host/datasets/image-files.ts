/** Finds the images of a folder that has a subfolder for each class. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reading } from './read-file.ts';

/** A subfolder, whose name is the class of the images in it. */
export interface ClassFolder {
  readonly name: string;
  /** In the order of their names. */
  readonly images: readonly string[];
}

export function isImageFile(name: string): boolean {
  return /\.(png|jpe?g|webp|gif|tiff?|avif)$/i.test(name);
}

/** All subfolders, also those without images; `10` comes after `9`. */
export async function findClassFolders(folder: string): Promise<ClassFolder[]> {
  const entries = await reading(folder, () => readdir(folder, { withFileTypes: true }));
  const found: ClassFolder[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.') || !(await leadsToFolder(folder, entry))) continue;
    const path = join(folder, entry.name);
    const names = await reading(path, () => readdir(path));
    const images = names.filter((name) => !name.startsWith('.') && isImageFile(name)).sort(compareNames);
    found.push({ name: entry.name, images });
  }
  return found.sort((one, other) => compareNames(one.name, other.name));
}

async function leadsToFolder(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const about = await stat(join(folder, entry.name)).catch(() => undefined);
  return about?.isDirectory() ?? false;
}

function compareNames(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

/** Opens whatever a document or a person names as data: a built-in dataset, a file or a folder. */
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { chooseTarget } from '../../core/data/choose-target.ts';
import { type Dataset, type DatasetDescription, DatasetError } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { isBuiltin, listBuiltinNames, openBuiltin } from './builtin.ts';
import { isTableFile, openCsvFile } from './csv-file.ts';
import { idxPartners, isIdxFile, openIdxFolder } from './idx-folder.ts';
import { findClassFolders, isImageFile } from './image-files.ts';
import { openImageFolder } from './image-folder.ts';
import { reading } from './read-file.ts';

const EXPECTED =
  'Expected IDX files such as train-images-idx3-ubyte.gz with their labels, a subfolder of images for each class, or one CSV file.';

export interface OpenOptions {
  /** What a relative path is relative to; the current folder if absent. */
  readonly baseFolder?: string;
  /** What takes long tells how far it is, in images. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends what takes long with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Throws `DatasetError` with a sentence for the user. */
export async function openDataset(reference: DatasetReference, options: OpenOptions = {}): Promise<Dataset> {
  const { source, target } = reference;
  if (isBuiltin(source)) return chooseTarget(await openBuiltin(source), target);
  const path = resolveSource(source, options.baseFolder);
  const entry = await reading(path, () => stat(path));
  const dataset = entry.isDirectory()
    ? await openFolder(reference, path, options)
    : await openFile(reference, path);
  return chooseTarget(dataset, target);
}

async function openFile(reference: DatasetReference, path: string): Promise<Dataset> {
  if (isImageFile(path)) {
    throw new DatasetError(
      `'${path}' is a single image, and a network learns from many. Choose the folder that holds a subfolder of images for each class.`,
    );
  }
  const { source } = reference;
  if (!isIdxFile(basename(path))) return openCsvFile(source, path, reference);
  const folder = dirname(path);
  const names = await reading(folder, () => readdir(folder));
  return openIdxFolder(source, folder, idxPartners(basename(path), names));
}

async function openFolder(
  reference: DatasetReference,
  folder: string,
  { onProgress, signal }: OpenOptions,
): Promise<Dataset> {
  const { source } = reference;
  const names = (await reading(folder, () => readdir(folder))).filter((name) => !name.startsWith('.')).sort();
  const idx = names.filter(isIdxFile);
  if (idx.length > 0) return openIdxFolder(source, folder, idx);
  const classes = await findClassFolders(folder);
  if (classes.some(({ images }) => images.length > 0)) {
    return openImageFolder(source, folder, classes, {
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
  }
  const [table, ...others] = names.filter(isTableFile);
  if (table && others.length === 0) return openCsvFile(source, join(folder, table), reference);
  if (table) {
    throw new DatasetError(
      `'${folder}' holds several tables: ${[table, ...others].slice(0, 5).join(', ')}. Name one of these files instead of the folder.`,
    );
  }
  throw new DatasetError(nothingFound(folder, names));
}

function nothingFound(folder: string, names: readonly string[]): string {
  if (names.length === 0) return `The folder '${folder}' is empty. ${EXPECTED}`;
  if (names.some(isImageFile)) {
    return `The folder '${folder}' holds images, but not in a subfolder for each class, so there is nothing to predict. Put the images of each class into a folder of its own that has the name of the class.`;
  }
  const shown = names.slice(0, 3).join(', ');
  return `The folder '${folder}' holds ${shown}${names.length > 3 ? ' and more' : ''}, and no data that can be read. ${EXPECTED}`;
}

/** All datasets that come with the program. */
export async function listBuiltinDatasets(): Promise<DatasetDescription[]> {
  const datasets = await Promise.all(listBuiltinNames().map(openBuiltin));
  return datasets.map(({ description }) => description);
}

/** Where a path that a person gave leads; `~` is their home folder. */
export function resolveSource(source: string, baseFolder: string | undefined): string {
  const path = source.startsWith('~/') ? homedir() + source.slice(1) : source;
  return resolve(baseFolder ?? '.', path);
}

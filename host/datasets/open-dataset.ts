/** Opens whatever a document or a person names as data: a built-in dataset, a file or a folder. */
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Dataset, type DatasetDescription, DatasetError } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { BUILTIN_PREFIX, listBuiltinNames, openBuiltin } from './builtin.ts';
import { isTableFile, openCsvFile } from './csv-file.ts';
import { isIdxFile, openIdxFolder } from './idx-folder.ts';
import { reading } from './read-file.ts';

export interface OpenOptions {
  /** What a relative path is relative to; the current folder if absent. */
  readonly baseFolder?: string;
}

/** Throws `DatasetError` with a sentence for the user. */
export async function openDataset(reference: DatasetReference, options: OpenOptions = {}): Promise<Dataset> {
  const { source } = reference;
  if (source.startsWith(BUILTIN_PREFIX)) return openBuiltin(source);
  const path = resolvePath(source, options.baseFolder);
  const entry = await reading(path, () => stat(path));
  return entry.isDirectory()
    ? openFolder(source, path, reference.target)
    : openCsvFile(source, path, reference.target);
}

async function openFolder(source: string, folder: string, target: string | undefined): Promise<Dataset> {
  const names = (await reading(folder, () => readdir(folder))).filter((name) => !name.startsWith('.'));
  const idx = names.filter(isIdxFile);
  if (idx.length > 0) return openIdxFolder(source, folder, idx);
  const [table, ...others] = names.filter(isTableFile);
  if (table && others.length === 0) return openCsvFile(source, join(folder, table), target);
  if (table) {
    throw new DatasetError(
      `'${folder}' holds several tables: ${[table, ...others].slice(0, 5).join(', ')}. Name one of these files instead of the folder.`,
    );
  }
  const found =
    names.length === 0 ? 'is empty' : `holds ${names.slice(0, 3).join(', ')} and no data that can be read`;
  throw new DatasetError(
    `The folder '${folder}' ${found}. Expected IDX files such as train-images-idx3-ubyte.gz with their labels, or one CSV file.`,
  );
}

/** All datasets that come with the program. */
export async function listBuiltinDatasets(): Promise<DatasetDescription[]> {
  const datasets = await Promise.all(listBuiltinNames().map(openBuiltin));
  return datasets.map(({ description }) => description);
}

function resolvePath(source: string, baseFolder: string | undefined): string {
  const path = source.startsWith('~/') ? homedir() + source.slice(1) : source;
  return resolve(baseFolder ?? '.', path);
}

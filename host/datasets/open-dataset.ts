/** Opens whatever a document or a person names as data: a built-in dataset, a file or a folder. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Dataset, DatasetDescription } from '../../core/data/dataset.ts';
import { DatasetError } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { BUILTIN_PREFIX, listBuiltinNames, openBuiltin } from './builtin.ts';
import { pathFault } from './read-file.ts';

export interface OpenOptions {
  /** What a relative path is relative to; the current folder if absent. */
  readonly baseFolder?: string;
}

/** Throws `DatasetError` with a sentence for the user. */
export async function openDataset(reference: DatasetReference, options: OpenOptions = {}): Promise<Dataset> {
  const { source } = reference;
  if (source.startsWith(BUILTIN_PREFIX)) return openBuiltin(source);
  throw new DatasetError(pathFault(resolvePath(source, options.baseFolder), 'ENOENT'));
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

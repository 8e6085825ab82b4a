/** Keeps the dataset that was used last open, because looking at samples asks for it again and again. */
import type { Dataset } from '../../core/data/dataset.ts';
import { openDataset, resolveSource } from '../datasets/open-dataset.ts';
import { dataFingerprint } from './data-fingerprint.ts';
import type { DatasetPlace } from './messages.ts';

let shelf: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;

/** Opens the dataset, or takes it from the shelf if nothing has changed on disk since. */
export async function openFromShelf({ reference, baseFolder }: DatasetPlace): Promise<Dataset> {
  const seen = await dataFingerprint(resolveSource(reference.source, baseFolder));
  const key = JSON.stringify([reference, baseFolder, seen]);
  if (shelf?.key === key) return shelf.dataset;
  const dataset = openDataset(reference, { baseFolder });
  const opened = { key, dataset };
  shelf = opened;
  dataset.catch(() => {
    if (shelf === opened) shelf = undefined;
  });
  return dataset;
}

/** Keeps the dataset that was used last open, because looking at samples asks for it again and again. */
import type { Dataset } from '../../core/data/dataset.ts';
import { HostError, READING_CANCELLED } from '../contract.ts';
import { openDataset, resolveSource } from '../datasets/open-dataset.ts';
import { dataFingerprint } from './data-fingerprint.ts';
import type { DatasetPlace, Reading } from './messages.ts';
import { rarely } from './rarely.ts';

interface Opened {
  readonly key: string;
  readonly source: string;
  readonly dataset: Promise<Dataset>;
  readonly cancel: AbortController;
}

let shelf: Opened | undefined;
let listener: (reading: Reading) => void = () => undefined;

/** Opens the dataset, or takes it from the shelf if nothing has changed on disk since. */
export async function openFromShelf({ reference, baseFolder }: DatasetPlace): Promise<Dataset> {
  const { source } = reference;
  const seen = await dataFingerprint(resolveSource(source, baseFolder));
  const key = JSON.stringify([reference, baseFolder, seen]);
  if (shelf?.key === key) return shelf.dataset;
  const cancel = new AbortController();
  const onProgress = rarely((done, total) => listener({ source, done, total }));
  const dataset = openDataset(reference, { baseFolder, signal: cancel.signal, onProgress });
  const opened = { key, source, dataset, cancel };
  shelf = opened;
  dataset.catch(() => {
    if (shelf === opened) shelf = undefined;
  });
  return dataset;
}

/** What is open already stays open. */
export function cancelReading(source: string): void {
  if (shelf?.source !== source) return;
  shelf.cancel.abort(
    new HostError({
      code: READING_CANCELLED,
      message: `Reading "${source}" was cancelled. Open it again when you want to use it.`,
    }),
  );
}

/** Who hears how far the reading of data has come. */
export function tellReading(listen: (reading: Reading) => void): void {
  listener = listen;
}

/** Makes a dataset the network's own, and the network fit it where only one way leads there: one step of undo. */
import type { DatasetReference } from '../../core/document/schema.ts';
import { type DataFit, fitToData } from '../../core/shape/fit-to-data.ts';
import type { HostClient } from '../../host/contract.ts';
import { en } from '../i18n/en.ts';
import { enEditing } from '../i18n/en-editing.ts';
import type { DocumentStore } from '../state/document-store.ts';

const AS_IT_IS: DataFit = { commands: [], changes: [] };

export async function chooseDataset(
  store: DocumentStore,
  host: HostClient,
  dataset: DatasetReference | null,
): Promise<void> {
  const { opened } = store.getState();
  const description = dataset && (await host.request('datasets.describe', dataset).catch(() => undefined));
  const { dispatch, setRemark, history, opened: now } = store.getState();
  if (now !== opened) return;
  const fit = description ? fitToData(history.document, description) : AS_IT_IS;
  dispatch(en.edits.setDataset, [{ type: 'set-dataset', dataset }, ...fit.commands]);
  if (fit.changes.length > 0) setRemark({ kind: 'fitted', message: enEditing.fitted(fit.changes) });
}

/** Draws a first network for the data of an empty document, as one step of undo. */
import { starterNetwork, type TargetScale } from '../../core/blocks/starter-network.ts';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import { collectStatistics } from '../../core/data/statistics.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import type { HostClient } from '../../host/contract.ts';
import { arrangeDrawing } from '../groups/arrange-drawing.ts';
import { en } from '../i18n/en.ts';
import { enOwnData as t } from '../i18n/en-own-data.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { spreadIndices } from './spread-indices.ts';

/** So many samples tell how large the target is. */
const MEASURED = 500;

export async function drawStarter(
  store: DocumentStore,
  host: HostClient,
  reference: DatasetReference,
  dataset: DatasetDescription,
): Promise<void> {
  const { opened } = store.getState();
  const scale = await targetScale(host, reference, dataset).catch(() => undefined);
  const { history, opened: now, replace } = store.getState();
  const { document } = history;
  const drawn = starterNetwork(dataset, scale);
  // Whoever opened or drew something meanwhile keeps that.
  if (!drawn || now !== opened || document.layers.length > 0) return;
  const positions = arrangeDrawing(drawn);
  const layers = drawn.layers.map((layer) => ({ ...layer, position: positions[layer.id] ?? layer.position }));
  const name = document.name === en.document.untitled ? drawn.name : document.name;
  replace(t.starter.edit, { ...document, name, layers, links: drawn.links, training: drawn.training });
}

async function targetScale(
  host: HostClient,
  dataset: DatasetReference,
  { target, fields, samples }: DatasetDescription,
): Promise<TargetScale | undefined> {
  if (fields.find(({ name }) => name === target)?.kind !== 'numeric') return undefined;
  const indices = spreadIndices(samples, MEASURED, 0);
  const read = await host.request('datasets.samples', { dataset, indices });
  const collector = collectStatistics(1);
  collector.add(Float32Array.from(read.flatMap((sample) => sample[target] ?? [])));
  const [statistics] = collector.result();
  return statistics && { mean: rounded(statistics.mean), deviation: rounded(statistics.deviation) };
}

/** Three digits are enough for a start, and can be read. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

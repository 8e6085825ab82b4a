/** Makes a dataset ready for a network: which samples train, which validate, and how inputs are scaled. */
import { batches } from '../../core/data/batches.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import { fitPreprocessing, type Scaling } from '../../core/data/fit-preprocessing.ts';
import type { Preprocessing } from '../../core/data/preprocessing.ts';
import { lastSplit, type Split, stratifiedSplit } from '../../core/data/split.ts';
import type { TrainingSettings } from '../../core/document/schema.ts';
import type { Model } from '../../core/model/model.ts';
import { HostError } from '../contract.ts';
import type { RunRecord } from '../runs/run-record.ts';

const LABEL_BATCH = 512;

/** Keeps the share of each class where the first Output predicts classes; the last samples of a series. */
export async function splitSamples(
  dataset: Dataset,
  model: Model,
  { validationSplit, seed }: TrainingSettings,
): Promise<Split> {
  const { samples, fields, title } = dataset.description;
  if (samples === 0) {
    throw new HostError({
      code: 'dataset-empty',
      message: `"${title}" has no samples, so there is nothing to train on. Choose data with at least one sample.`,
    });
  }
  if (dataset.description.window !== undefined) return lastSplit(samples, validationSplit);
  const target = model.outputs[0]?.field;
  const classes = fields.find(({ name, kind }) => name === target && kind === 'category');
  if (!classes || validationSplit === 0) return stratifiedSplit(samples, validationSplit, seed);
  return stratifiedSplit(await readLabels(dataset, classes.name), validationSplit, seed);
}

async function readLabels(dataset: Dataset, field: string): Promise<Int32Array> {
  const labels = new Int32Array(dataset.description.samples);
  const all = Int32Array.from(labels, (_, index) => index);
  let place = 0;
  for await (const batch of batches(dataset, all, LABEL_BATCH, [field])) {
    const values = batch[field]?.data ?? [];
    labels.set(values, place);
    place += values.length;
  }
  return labels;
}

/** By field, from the training samples alone. Where two Inputs take one field, the first decides. */
export async function fitInputs(
  dataset: Dataset,
  model: Model,
  train: Int32Array,
): Promise<Record<string, Preprocessing>> {
  const fitted: Record<string, Preprocessing> = {};
  for (const { layer, field } of model.inputs) {
    const scaling = model.analysis.layers.get(layer)?.params?.scaling;
    fitted[field] ??= await fitPreprocessing(dataset, field, train, (scaling ?? 'auto') as Scaling);
  }
  return fitted;
}

/** A run goes on only with the data that it started with. */
export function requireSameData(record: RunRecord, dataset: Dataset): void {
  const before = record.dataset.description;
  const now = dataset.description;
  const shapes = (description: typeof now) =>
    JSON.stringify(description.fields.map(({ name, kind, shape, classes }) => [name, kind, shape, classes]));
  if (before.samples === now.samples && shapes(before) === shapes(now)) return;
  throw new HostError({
    code: 'dataset-changed',
    message: `The data in "${record.dataset.reference.source}" is no longer what this run started with: it had ${before.samples.toLocaleString('en')} samples, now ${now.samples.toLocaleString('en')}, or its fields have changed. Put the data back, or start a new run.`,
  });
}

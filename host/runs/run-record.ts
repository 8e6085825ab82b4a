/** What `run.json` says about a run: all that is needed to go on with it, and where it stands. */
import { z } from 'zod';
import { DatasetDescription } from '../../core/data/dataset.ts';
import { Preprocessing } from '../../core/data/preprocessing.ts';
import { DatasetReference, TrainingSettings } from '../../core/document/schema.ts';
import { BestEpoch } from '../../core/train/checkpoint.ts';
import { Metrics } from '../../core/train/events.ts';
import { RunState, type RunSummary } from '../contract.ts';

export const RUN_FORMAT = 'layerloom-run/1';

export const RunRecord = z.strictObject({
  format: z.literal(RUN_FORMAT),
  id: z.string(),
  /** The network's name. */
  network: z.string(),
  state: RunState,
  /** Why it failed or was interrupted. */
  message: z.string().optional(),
  startedAt: z.string(),
  settings: TrainingSettings,
  dataset: z.strictObject({
    reference: DatasetReference,
    /** What a relative path in the reference is relative to. */
    baseFolder: z.string(),
    /** As it was when the run started. */
    description: DatasetDescription,
  }),
  /** By field. */
  preprocessing: z.record(z.string(), Preprocessing),
  split: z.strictObject({ train: z.number(), validation: z.number() }),
  engine: z.string(),
  versions: z.record(z.string(), z.string()),
  parameters: z.number(),
  epochsDone: z.number(),
  /** Of the last epoch. */
  metrics: Metrics,
  best: BestEpoch.nullable(),
  samplesPerSecond: z.number(),
});
export type RunRecord = z.infer<typeof RunRecord>;

export function summarize(record: RunRecord): RunSummary {
  const { id, network, state, message, startedAt, epochsDone, engine, parameters } = record;
  return {
    id,
    network,
    dataset: record.dataset.reference.source,
    state,
    ...(message !== undefined && { message }),
    startedAt,
    epochsDone,
    epochs: record.settings.epochs,
    metrics: record.best?.metrics ?? record.metrics,
    engine,
    parameters,
  };
}

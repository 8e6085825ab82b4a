/** What host and worker process say to each other: plain JSON, parsed on both sides. */
import { z } from 'zod';
import { DatasetDescription } from '../../core/data/dataset.ts';
import { DatasetReference, LayerId, NetworkDocument } from '../../core/document/schema.ts';
import { NetworkPreview } from '../../core/preview/preview.ts';
import { RunEvent } from '../../core/train/events.ts';
import { ExportProof, HostFault, Prediction, RunEvaluation, Sample, StartStep } from '../contract.ts';

/** A dataset with what a relative path in its reference is relative to. */
export const DatasetPlace = z.strictObject({ reference: DatasetReference, baseFolder: z.string() });
export type DatasetPlace = z.infer<typeof DatasetPlace>;

const run = { folder: z.string() };

/** Command -> schemas of payload and result. */
export const COMMANDS = {
  /** Answers when the run has started; its events follow. */
  train: {
    payload: z.strictObject({
      ...run,
      id: z.string(),
      document: NetworkDocument,
      baseFolder: z.string(),
      engine: z.string().optional(),
    }),
    result: z.strictObject({}),
  },
  /** With `epochs`, trains up to that number instead of the run's own; so with `engine`. */
  resume: {
    payload: z.strictObject({
      ...run,
      epochs: z.number().int().positive().optional(),
      engine: z.string().optional(),
    }),
    result: z.strictObject({}),
  },
  /** Answers at once; the run ends with its next step. One that is still being prepared is given up with a fault. */
  stop: { payload: z.strictObject(run), result: z.strictObject({}) },
  predict: {
    payload: z.strictObject({ ...run, samples: z.array(Sample) }),
    result: z.array(z.array(Prediction)),
  },
  preview: {
    payload: z.strictObject({
      document: NetworkDocument,
      layers: z.array(LayerId),
      sample: z.number().int().nonnegative(),
      baseFolder: z.string(),
      /** Whose weights are shown; `state` changes when the run goes on. */
      run: z.strictObject({ id: z.string(), folder: z.string(), state: z.string() }).optional(),
    }),
    result: NetworkPreview,
  },
  export: { payload: z.strictObject({ ...run, file: z.string() }), result: ExportProof },
  /** Of a run's folder or an exported file; without a dataset, on the run's own validation samples. */
  evaluate: {
    payload: z.strictObject({
      path: z.string(),
      dataset: DatasetPlace.optional(),
      listMistakes: z.boolean().optional(),
    }),
    result: RunEvaluation,
  },
  /** Asks an exported file about images, CSV files and rows of numbers. */
  'predict-file': {
    payload: z.strictObject({ file: z.string(), inputs: z.array(z.string()).min(1) }),
    result: z.array(z.strictObject({ input: z.string(), outputs: z.array(Prediction) })),
  },
  'list-datasets': { payload: z.strictObject({}), result: z.array(DatasetDescription) },
  'describe-dataset': { payload: DatasetPlace, result: DatasetDescription },
  /** Those who wait for this data get a fault. */
  'cancel-reading': { payload: z.strictObject({ source: z.string() }), result: z.strictObject({}) },
  'read-samples': {
    payload: z.strictObject({ dataset: DatasetPlace, indices: z.array(z.number().int().nonnegative()) }),
    result: z.array(Sample),
  },
  /** What could compute here, with what is missing where something is. */
  'list-engines': {
    payload: z.strictObject({}),
    result: z.strictObject({
      engines: z.array(z.strictObject({ id: z.string(), missing: z.string().optional() })),
    }),
  },
  /** The losses of a few steps of a small network, and the rate of a larger one. */
  'test-engine': {
    payload: z.strictObject({ engine: z.string() }),
    // A number that is none arrives as null.
    result: z.strictObject({ losses: z.array(z.number().nullable()), samplesPerSecond: z.number() }),
  },
} as const satisfies Record<string, { payload: z.ZodType; result: z.ZodType }>;

export type Command = keyof typeof COMMANDS;
export type Payload<C extends Command> = z.output<(typeof COMMANDS)[C]['payload']>;
export type CommandResult<C extends Command> = z.output<(typeof COMMANDS)[C]['result']>;

/** How far the reading of data has come, in images. */
export const Reading = z.strictObject({ source: z.string(), done: z.number(), total: z.number() });
export type Reading = z.infer<typeof Reading>;

export const WorkerRequest = z.strictObject({
  id: z.number(),
  command: z.string(),
  payload: z.unknown(),
});
export type WorkerRequest = z.infer<typeof WorkerRequest>;

export const WorkerMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('result'), id: z.number(), result: z.unknown() }),
  z.strictObject({ type: z.literal('fault'), id: z.number(), fault: HostFault }),
  z.strictObject({ type: z.literal('reading'), ...Reading.shape }),
  z.strictObject({ type: z.literal('starting'), step: StartStep }),
  z.strictObject({ type: z.literal('event'), folder: z.string(), event: RunEvent }),
]);
export type WorkerMessage = z.infer<typeof WorkerMessage>;

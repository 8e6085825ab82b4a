/** What a dataset is to the rest of the program: named fields, and samples read by index. */
import { z } from 'zod';
import type { TensorData } from '../engine/engine.ts';

export const FieldDescription = z.strictObject({
  name: z.string().min(1),
  /** What it is by nature; the network decides what it is used for. */
  kind: z.enum(['image', 'numeric', 'category']),
  /** Of one sample. `[28, 28, 1]` for an image, `[4]` for four columns, `[]` for a category. */
  shape: z.array(z.number().int().positive()),
  /** Names of the classes of a category; their places are the values. */
  classes: z.array(z.string()).optional(),
  /** Names of the columns of a numeric field. */
  columns: z.array(z.string()).optional(),
  /** Smallest and largest value that can occur, where the format says so: `[0, 255]`. */
  range: z.tuple([z.number(), z.number()]).optional(),
  /**
   * Of an image: files that people ask about are taken as they are. Otherwise those with one channel are turned
   * to light strokes on dark ground, which handwriting datasets hold.
   */
  keepsTones: z.boolean().optional(),
});
export type FieldDescription = z.infer<typeof FieldDescription>;

export const DatasetDescription = z.strictObject({
  /** As given: `builtin:digits` or a path. */
  source: z.string(),
  title: z.string(),
  summary: z.string(),
  licence: z.string().optional(),
  samples: z.number().int().nonnegative(),
  fields: z.array(FieldDescription).min(1),
  /** The field that is predicted if nobody says otherwise. */
  target: z.string(),
  /** Where the data leaves a choice, as tables do: all that can be named as the target. */
  targets: z.array(z.string()).optional(),
  /** Samples follow each other in time, and each looks back on so many rows of the table. */
  window: z.number().int().positive().optional(),
  /** Samples of each class of the target, if it is a category. */
  classCounts: z.array(z.number().int().nonnegative()).optional(),
  /** Column -> samples without a value there, for which another stands in. Columns without gaps are absent. */
  missing: z.record(z.string(), z.number().int().positive()).optional(),
  /** What a person should know before training on it, as sentences. */
  problems: z.array(z.string()),
});
export type DatasetDescription = z.infer<typeof DatasetDescription>;

/** Rows of several fields: the first dimension of every tensor is the number of rows. Values are raw. */
export type Batch = Readonly<Record<string, TensorData>>;

export interface Dataset {
  readonly description: DatasetDescription;
  /** Reads these samples, in this order. Categories are int32 of shape [rows]; all else is float32. */
  read(indices: Int32Array | readonly number[]): Promise<Batch>;
}

/** A dataset that cannot be read. The message is for the user: what, where, received, expected, what to do. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}

/** What a run tells while it goes on. One line of metrics.jsonl is one of these. */
import { z } from 'zod';

/** By name: `loss`, `accuracy`, `valLoss`, `valAccuracy`; with several outputs `label/accuracy`. */
export const Metrics = z.record(z.string(), z.number());
export type Metrics = z.infer<typeof Metrics>;

export const RunEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    engine: z.string(),
    parameters: z.number(),
    trainSamples: z.number(),
    validationSamples: z.number(),
    epochs: z.number(),
    stepsPerEpoch: z.number(),
    /** Epochs that were done before, when this is a resumed run. */
    resumedFrom: z.number(),
  }),
  z.strictObject({
    type: z.literal('progress'),
    /** Counted from 1. */
    epoch: z.number(),
    step: z.number(),
    /** Means over the epoch so far. */
    metrics: Metrics,
    samplesPerSecond: z.number(),
    secondsLeft: z.number(),
    /** Of the last step. */
    learningRate: z.number().optional(),
  }),
  z.strictObject({
    type: z.literal('epoch'),
    epoch: z.number(),
    metrics: Metrics,
    seconds: z.number(),
    samplesPerSecond: z.number(),
    /** Of the epoch's last step. */
    learningRate: z.number(),
    best: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('finished'),
    reason: z.enum(['completed', 'stopped']),
    /** Completed before its last epoch, because the validation loss no longer fell. */
    early: z.literal(true).optional(),
    epochs: z.number(),
    metrics: Metrics,
    samplesPerSecond: z.number(),
  }),
  /** Something that the user should know and that the run goes on in spite of. */
  z.strictObject({ type: z.literal('notice'), message: z.string() }),
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

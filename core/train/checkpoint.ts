/** All that a run needs to go on as if it had never stopped. */
import { z } from 'zod';
import type { TensorData } from '../engine/engine.ts';
import { PatienceMemory } from './early-stopping.ts';
import { Metrics } from './events.ts';
import { PlateauMemory } from './schedules/plateau-memory.ts';

export const BestEpoch = z.strictObject({
  epoch: z.number().int().positive(),
  /** `valAccuracy` where there is one, else `valLoss`. */
  metric: z.string(),
  value: z.number(),
  metrics: Metrics,
});
export type BestEpoch = z.infer<typeof BestEpoch>;

/** Where a run stands. Order of the samples, dropout and learning rate follow from it and the settings. */
export const RunPosition = z.strictObject({
  /** Epochs that are done. */
  epoch: z.number().int().nonnegative(),
  /** Steps done of the epoch after those. */
  step: z.number().int().nonnegative(),
  samples: z.number().int().nonnegative(),
  sums: z.record(z.string(), z.number()),
  /** Spent on the unfinished epoch so far. */
  seconds: z.number().nonnegative(),
  /** Of the last epoch that is done. */
  metrics: Metrics,
  best: BestEpoch.nullable(),
  /** Of a schedule that watches the validation loss. */
  plateau: PlateauMemory.optional(),
  /** Of early stopping. */
  patience: PatienceMemory.optional(),
});
export type RunPosition = z.infer<typeof RunPosition>;

export interface Checkpoint {
  readonly position: RunPosition;
  /** Weights and optimizer state. */
  readonly state: Readonly<Record<string, TensorData>>;
}

export const START: RunPosition = {
  epoch: 0,
  step: 0,
  samples: 0,
  sums: {},
  seconds: 0,
  metrics: {},
  best: null,
};

/**
 * The better of two epochs: more accurate on the validation samples; of equals, and where there is no accuracy,
 * the one with less loss.
 */
export function betterEpoch(best: BestEpoch | null, epoch: number, metrics: Metrics): BestEpoch | null {
  const metric = 'valAccuracy' in metrics ? 'valAccuracy' : 'valLoss';
  const value = metrics[metric];
  if (value === undefined) return best;
  return !best || isBetter(metrics, best.metrics) ? { epoch, metric, value, metrics } : best;
}

function isBetter(metrics: Metrics, than: Metrics): boolean {
  const gain = (metrics.valAccuracy ?? 0) - (than.valAccuracy ?? 0);
  if (gain !== 0) return gain > 0;
  return (metrics.valLoss ?? 0) < (than.valLoss ?? 0);
}

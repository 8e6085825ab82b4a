/**
 * Keras's EarlyStopping on the validation loss: a run ends when `patience` epochs in a row bring nothing better
 * than the best one by `minDelta`. Its best weights are kept in any case.
 */
import { z } from 'zod';
import type { EarlyStopping } from '../document/schema.ts';

/** Part of a checkpoint. */
export const PatienceMemory = z.strictObject({
  /** The least validation loss so far. */
  best: z.number(),
  /** Epochs without a better one. */
  wait: z.number().int().nonnegative(),
});
export type PatienceMemory = z.infer<typeof PatienceMemory>;

export function afterEpoch(
  { minDelta }: EarlyStopping,
  memory: PatienceMemory | undefined,
  validationLoss: number,
): PatienceMemory {
  if (!memory || validationLoss < memory.best - minDelta) return { best: validationLoss, wait: 0 };
  return { best: memory.best, wait: memory.wait + 1 };
}

export function hasStopped(settings: EarlyStopping | undefined, memory: PatienceMemory | undefined): boolean {
  return settings !== undefined && memory !== undefined && memory.wait >= settings.patience;
}

/** What a schedule that watches the validation loss remembers from epoch to epoch; part of a checkpoint. */
import { z } from 'zod';

export const PlateauMemory = z.strictObject({
  /** The learning rate of the next epoch. */
  rate: z.number(),
  /** The least validation loss so far. */
  best: z.number(),
  /** Epochs without a better one. */
  wait: z.number().int().nonnegative(),
  /** Epochs for which nothing is counted after a reduction. */
  cooldown: z.number().int().nonnegative(),
});
export type PlateauMemory = z.infer<typeof PlateauMemory>;

/**
 * How raw values of a field become what the network sees: `(raw - offset) * factor`, value by value. Computed
 * once when a run starts, kept with the run and written into every exported file.
 */
import { z } from 'zod';

/** One number for all values of a sample, or one for each value of its last axis. */
export const Preprocessing = z.strictObject({
  offset: z.array(z.number()).min(1),
  factor: z.array(z.number()).min(1),
});
export type Preprocessing = z.infer<typeof Preprocessing>;

export const IDENTITY: Preprocessing = { offset: [0], factor: [1] };

/** Applied in place; `values` holds whole samples whose last axis has `offset.length` values, or any if 1. */
export function preprocess(values: Float32Array, { offset, factor }: Preprocessing): Float32Array {
  const period = Math.max(offset.length, factor.length);
  for (let i = 0; i < values.length; i++) {
    const place = i % period;
    const shift = offset[place % offset.length] ?? 0;
    const scale = factor[place % factor.length] ?? 1;
    values[i] = ((values[i] ?? 0) - shift) * scale;
  }
  return values;
}

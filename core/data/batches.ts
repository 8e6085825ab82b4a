/** Hands a dataset out batch by batch, reading the next one while the current one is used. */
import type { Batch, Dataset } from './dataset.ts';

/**
 * @param order - The samples to visit; the last batch is smaller if it does not come out even.
 * @param fields - The fields that are needed.
 */
export async function* batches(
  dataset: Dataset,
  order: Int32Array,
  batchSize: number,
  fields: readonly string[],
): AsyncGenerator<Batch, void, void> {
  const start = (from: number): Promise<Batch> | undefined => {
    if (from >= order.length) return undefined;
    const reading = dataset.read(order.subarray(from, from + batchSize));
    // Its failure is told when its turn comes; until then it must not count as unhandled.
    reading.catch(() => undefined);
    return reading;
  };

  let ahead = start(0);
  for (let from = batchSize; ahead; from += batchSize) {
    const batch = await ahead;
    ahead = start(from);
    yield pick(batch, fields);
  }
}

function pick(batch: Batch, fields: readonly string[]): Batch {
  const picked: Record<string, Batch[string]> = {};
  for (const field of fields) {
    const values = batch[field];
    if (!values) {
      throw new Error(`The dataset has no field '${field}', only ${Object.keys(batch).join(', ')}.`);
    }
    picked[field] = values;
  }
  return picked;
}

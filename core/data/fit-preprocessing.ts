/** Finds the constants with which raw values of an input are scaled, from the training samples alone. */
import { batches } from './batches.ts';
import { type Dataset, DatasetError, type FieldDescription } from './dataset.ts';
import { IDENTITY, type Preprocessing } from './preprocessing.ts';
import { type ColumnStatistics, collectStatistics } from './statistics.ts';

/** The Input layer's parameter `scaling`. */
export type Scaling = 'auto' | 'none' | 'standardize' | 'unit';

const BATCH = 256;

/**
 * With `auto`, images go to 0..1 by their range and columns to mean 0 and deviation 1, except those that are only
 * 0 and 1 (yes or no, one of several categories): they stay.
 */
export async function fitPreprocessing(
  dataset: Dataset,
  fieldName: string,
  samples: Int32Array,
  scaling: Scaling,
): Promise<Preprocessing> {
  const field = dataset.description.fields.find(({ name }) => name === fieldName);
  if (!field) {
    const names = dataset.description.fields.map(({ name }) => `'${name}'`).join(', ');
    throw new DatasetError(
      `'${dataset.description.title}' has no field '${fieldName}'. Its fields are: ${names}.`,
    );
  }
  if (scaling === 'none' || field.kind === 'category') return IDENTITY;
  const chosen = scaling === 'auto' ? (field.kind === 'image' ? 'unit' : 'standardize') : scaling;
  if (chosen === 'unit' && field.kind === 'image' && field.range) return toUnit(...field.range);

  const statistics = await measure(dataset, field, samples);
  if (chosen === 'standardize') {
    return combine(
      statistics.map((column) =>
        scaling === 'auto' && column.binary
          ? IDENTITY
          : { offset: [column.mean], factor: [inverse(column.deviation, column)] },
      ),
    );
  }
  if (field.kind === 'image') {
    return toUnit(
      Math.min(...statistics.map(({ min }) => min)),
      Math.max(...statistics.map(({ max }) => max)),
    );
  }
  return combine(statistics.map(({ min, max }) => toUnit(min, max)));
}

function toUnit(min: number, max: number): Preprocessing {
  return { offset: [min], factor: [max > min ? 1 / (max - min) : 1] };
}

/** 1 for a constant column, so that it becomes 0 and not infinite. */
function inverse(deviation: number, { min, max }: ColumnStatistics): number {
  return max > min && deviation > 0 ? 1 / deviation : 1;
}

/** One number for each column, or the shortest form if nothing changes. */
function combine(columns: readonly Preprocessing[]): Preprocessing {
  const offset = columns.map((column) => column.offset[0] ?? 0);
  const factor = columns.map((column) => column.factor[0] ?? 1);
  const changes = offset.some((value) => value !== 0) || factor.some((value) => value !== 1);
  return changes ? { offset, factor } : IDENTITY;
}

async function measure(
  dataset: Dataset,
  field: FieldDescription,
  samples: Int32Array,
): Promise<ColumnStatistics[]> {
  const collector = collectStatistics(field.shape.at(-1) ?? 1);
  for await (const batch of batches(dataset, samples, BATCH, [field.name])) {
    collector.add(batch[field.name]?.data ?? []);
  }
  return collector.result();
}

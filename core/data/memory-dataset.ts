/** A dataset whose values all lie in memory, in the smallest type that holds them. */
import { type Batch, type Dataset, type DatasetDescription, DatasetError } from './dataset.ts';

/** Raw values of one field, sample after sample. */
export type FieldValues = Uint8Array | Int32Array | Float32Array;

export function memoryDataset(
  description: DatasetDescription,
  values: Readonly<Record<string, FieldValues>>,
): Dataset {
  const fields = description.fields.map(({ name, kind, shape }) => {
    const size = sampleValues(shape);
    const source = values[name];
    if (source?.length !== description.samples * size) {
      throw new Error(
        `Field '${name}' has ${source?.length} values for ${description.samples} samples of ${size}.`,
      );
    }
    return { name, kind, shape, size, source };
  });

  return {
    description,
    async read(indices) {
      requireInside(indices, description);
      const batch: Record<string, Batch[string]> = {};
      for (const { name, kind, shape, size, source } of fields) {
        batch[name] =
          kind === 'category'
            ? { dtype: 'int32', shape: [indices.length], data: gather(source, 1, indices, Int32Array) }
            : {
                dtype: 'float32',
                shape: [indices.length, ...shape],
                data: gather(source, size, indices, Float32Array),
              };
      }
      return batch;
    },
  };
}

/** Numbers in one sample: 64 for `[8, 8, 1]`, 1 for `[]`. */
export function sampleValues(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

/** Refuses indices that the dataset does not have, before they read as zeros. */
export function requireInside(
  indices: Int32Array | readonly number[],
  { title, samples }: Pick<DatasetDescription, 'title' | 'samples'>,
): void {
  for (const index of indices) {
    if (!(index >= 0 && index < samples)) {
      throw new DatasetError(
        `'${title}' has no sample ${index}: its ${samples.toLocaleString('en')} samples are counted from 0.`,
      );
    }
  }
}

function gather<T extends Float32Array | Int32Array>(
  source: FieldValues,
  size: number,
  indices: Int32Array | readonly number[],
  ArrayType: new (length: number) => T,
): T {
  const result = new ArrayType(indices.length * size);
  let place = 0;
  for (const index of indices) {
    result.set(source.subarray(index * size, (index + 1) * size), place);
    place += size;
  }
  return result;
}

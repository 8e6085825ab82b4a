import { expect, test } from 'vitest';
import { DatasetError, type FieldDescription } from './dataset.ts';
import { fitPreprocessing } from './fit-preprocessing.ts';
import { type FieldValues, memoryDataset } from './memory-dataset.ts';
import { IDENTITY, preprocess } from './preprocessing.ts';

function datasetOf(field: FieldDescription, samples: number, values: FieldValues) {
  return memoryDataset(
    { source: 't', title: 'T', summary: '', samples, fields: [field], target: field.name, problems: [] },
    { [field.name]: values },
  );
}

const table = datasetOf(
  { name: 'x', kind: 'numeric', shape: [3], columns: ['age', 'rank=1', 'same'] },
  4,
  // The last sample is not trained on.
  Float32Array.of(10, 0, 5, 20, 1, 5, 30, 0, 5, 9999, 7, 8),
);
const trained = Int32Array.of(0, 1, 2);

test('auto gives columns of numbers mean 0 and deviation 1 over the training samples only', async () => {
  const fitted = await fitPreprocessing(table, 'x', trained, 'auto');
  const deviation = Math.sqrt(200 / 3);
  expect(fitted.offset).toEqual([20, 0, 5]);
  expect(fitted.factor[0]).toBeCloseTo(1 / deviation, 12);
  expect(fitted.factor.slice(1)).toEqual([1, 1]);
  const { x } = await table.read(trained);
  const scaled = preprocess(x?.data as Float32Array, fitted);
  expect(scaled[0]).toBeCloseTo(-10 / deviation, 6);
  expect([...scaled].filter((_, place) => place % 3 > 0)).toEqual([0, 0, 1, 0, 0, 0]);
});

test('standardize scales also the columns of 0 and 1', async () => {
  const { offset, factor } = await fitPreprocessing(table, 'x', trained, 'standardize');
  expect(offset[1]).toBeCloseTo(1 / 3, 12);
  expect(factor[1]).toBeCloseTo(1 / Math.sqrt(2 / 9), 12);
  expect([offset[2], factor[2]]).toEqual([5, 1]);
});

test('unit brings every column to 0..1', async () => {
  expect(await fitPreprocessing(table, 'x', trained, 'unit')).toEqual({
    offset: [10, 0, 5],
    factor: [1 / 20, 1, 1],
  });
});

test('none changes nothing, and neither does auto where there is nothing but 0 and 1', async () => {
  expect(await fitPreprocessing(table, 'x', trained, 'none')).toEqual(IDENTITY);
  const gate = datasetOf({ name: 'x', kind: 'numeric', shape: [2] }, 2, Float32Array.of(0, 1, 1, 0));
  expect(await fitPreprocessing(gate, 'x', Int32Array.of(0, 1), 'auto')).toEqual(IDENTITY);
});

test('auto brings images to 0..1 by the range of their format, without reading them', async () => {
  const unread = {
    description: datasetOf(
      { name: 'image', kind: 'image', shape: [2, 2, 1], range: [0, 16] },
      1,
      new Uint8Array(4),
    ).description,
    read: () => Promise.reject(new Error('was read')),
  };
  expect(await fitPreprocessing(unread, 'image', Int32Array.of(0), 'auto')).toEqual({
    offset: [0],
    factor: [1 / 16],
  });
});

test('images are standardized by colour channel', async () => {
  const image = datasetOf(
    { name: 'image', kind: 'image', shape: [2, 1, 2], range: [0, 255] },
    1,
    Uint8Array.of(10, 100, 30, 200),
  );
  const { offset, factor } = await fitPreprocessing(image, 'image', Int32Array.of(0), 'standardize');
  expect(offset).toEqual([20, 150]);
  expect(factor).toEqual([1 / 10, 1 / 50]);
});

test('a large mean does not swallow a small deviation', async () => {
  const values = Float32Array.from({ length: 1000 }, (_, index) => 4_000_000 + (index % 2));
  const { offset, factor } = await fitPreprocessing(
    datasetOf({ name: 'x', kind: 'numeric', shape: [1] }, 1000, values),
    'x',
    Int32Array.from({ length: 1000 }, (_, index) => index),
    'auto',
  );
  expect(offset[0]).toBeCloseTo(4_000_000.5, 6);
  expect(factor[0]).toBeCloseTo(2, 6);
});

test('a field that is not there is named', async () => {
  await expect(fitPreprocessing(table, 'y', trained, 'auto')).rejects.toThrow(
    new DatasetError("'T' has no field 'y'. Its fields are: 'x'."),
  );
});

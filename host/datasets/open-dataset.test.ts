import { expect, test } from 'vitest';
import { DatasetDescription } from '../../core/data/dataset.ts';
import { listBuiltinDatasets, openDataset } from './open-dataset.ts';

test('every built-in dataset opens under its own name', async () => {
  const descriptions = await listBuiltinDatasets();
  expect(descriptions.length).toBeGreaterThan(8);
  for (const description of descriptions) {
    DatasetDescription.parse(description);
    expect((await openDataset({ source: description.source })).description).toEqual(description);
  }
});

test('builtin:digits holds 1,797 images from 0 to 16', async () => {
  const { description, read } = await openDataset({ source: 'builtin:digits' });
  expect(description).toMatchObject({
    samples: 1797,
    target: 'label',
    classCounts: [178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
    problems: [],
  });
  const { image, label } = await read([0, 1796]);
  expect(image?.shape).toEqual([2, 8, 8, 1]);
  expect([...(image?.data.subarray(0, 8) ?? [])]).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
  expect(label).toEqual({ dtype: 'int32', shape: [2], data: Int32Array.of(0, 8) });
});

test('an unknown built-in name is answered with the nearest and with the list', async () => {
  await expect(openDataset({ source: 'builtin:digts' })).rejects.toThrow(
    /^There is no built-in dataset 'builtin:digts'\. Did you mean 'builtin:digits'\? The built-in datasets are: builtin:digits, .*builtin:spirals\.$/,
  );
});

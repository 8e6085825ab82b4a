import { expect, test } from 'vitest';
import { batches } from './batches.ts';
import type { Dataset } from './dataset.ts';
import { xor } from './generators/gates.ts';
import { generate } from './generators/generator.ts';

const dataset = generate(xor);

/** Notes every read; sample 3 cannot be read. */
function recording(log: string[]): Dataset {
  return {
    description: dataset.description,
    async read(indices) {
      log.push(`read ${[...indices]}`);
      if ([...indices].includes(3)) throw new Error('sample 3 is damaged');
      return dataset.read(indices);
    },
  };
}

test('every sample comes once, in order, and the last batch may be smaller', async () => {
  const shapes: (readonly number[] | undefined)[] = [];
  const values: number[] = [];
  for await (const { y } of batches(dataset, Int32Array.of(3, 1, 0), 2, ['y'])) {
    shapes.push(y?.shape);
    values.push(...(y?.data ?? []));
  }
  expect(shapes).toEqual([
    [2, 1],
    [1, 1],
  ]);
  expect(values).toEqual([0, 1, 0]);
});

test('only the fields asked for are handed out', async () => {
  for await (const batch of batches(dataset, Int32Array.of(0), 1, ['x'])) {
    expect(Object.keys(batch)).toEqual(['x']);
  }
});

test('no samples give no batches', async () => {
  expect((await batches(dataset, new Int32Array(), 8, ['x']).next()).done).toBe(true);
});

test('the next batch is being read while one is used, and no more than that', async () => {
  const log: string[] = [];
  const handed = batches(recording(log), Int32Array.of(0, 1, 2), 1, ['x']);
  await handed.next();
  expect(log).toEqual(['read 0', 'read 1']);
  await handed.return();
  expect(log).toEqual(['read 0', 'read 1']);
});

test('a sample that cannot be read stops its own batch, not the one before', async () => {
  const handed = batches(recording([]), Int32Array.of(0, 3), 1, ['x']);
  expect((await handed.next()).done).toBe(false);
  await expect(handed.next()).rejects.toThrow('sample 3 is damaged');
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataInspect } from './data-inspect.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-inspect-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What a person and what a program gets to see of this table. */
async function inspect(table: string, target?: string) {
  const source = join(folder, 'table.csv');
  await writeFile(source, table);
  const lines: string[] = [];
  const records: object[] = [];
  await dataInspect.run(
    { positionals: [source], values: { target } },
    {
      json: false,
      terminal: false,
      line: (text = '') => lines.push(text),
      record: (record) => records.push(record),
      redraw: () => undefined,
      fault: (_, message) => lines.push(message),
    },
  );
  return { text: lines.join('\n'), record: records[0] };
}

test('the columns of a table are measured, and their gaps counted', async () => {
  const { text, record } = await inspect('size,colour,weight\n1,red,1000.5\n,blue,13006\n4,red,2000\n');
  expect(text).toBe(`table.csv
A table of 3 rows with 3 columns to learn from and 'weight' to predict.
3 samples; the target is "weight", the last column; --target NAME chooses another

Field     Kind     Shape
features  numeric  3      3 columns
weight    numeric  1      1 column

Column         Min    Mean     Max  Missing
size             1     2.5       4        1
colour=blue      0  0.3333       1        0
colour=red       0  0.6667       1        0
weight       1,001   5,336  13,006        0

Note: Column 'size' has no value in 1 row; the mean of the others, 2.5, stands in.
Note: There are only 3 samples: the results will depend on chance. Collect more, or set the validation share to 0 to train on all of them.`);
  expect(record).toMatchObject({
    target: 'weight',
    missing: { size: 1 },
    columns: [
      { name: 'size', min: 1, mean: 2.5, max: 4, missing: 1 },
      { name: 'colour=blue', min: 0, max: 1, missing: 0 },
      { name: 'colour=red', min: 0, max: 1, missing: 0 },
      { name: 'weight', min: 1000.5, max: 13006, missing: 0 },
    ],
  });
});

test('a chosen target is not explained', async () => {
  const { text } = await inspect('a,b\n1,2\n3,4\n', 'a');
  expect(text).toContain('2 samples; the target is "a"\n');
});

test('of many columns a person sees the first fifty', async () => {
  const row = (value: number) => Array.from({ length: 53 }, () => value).join();
  const { text, record } = await inspect(`${row(1)}\n${row(2)}\n`);
  expect(text).toContain('\ncolumn 50');
  expect(text).not.toContain('\ncolumn 51');
  expect(text).toContain('\nand 2 more columns; --json lists them all\n');
  expect(record).toHaveProperty('columns.51.name', 'column 52');
});

import { describe, expect, test } from 'vitest';
import { DatasetDescription } from './dataset.ts';
import { tableDataset } from './table-dataset.ts';

const open = (lines: readonly string[], options: { target?: string; window?: number } = {}) =>
  tableDataset(
    lines.map((text, place) => ({ line: place + 1, cells: text.split(',') })),
    { source: 's.csv', title: 's.csv', file: 's.csv', ...options },
  );

const month = (index: number) =>
  `${1950 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
/** 0, 10, 20, … */
const sales = (count: number) => Array.from({ length: count }, (_, row) => `${month(row)},${row * 10}`);

describe('a table of dates and one number', () => {
  test('is a series: twelve rows show what the next may be', async () => {
    const { description, read } = open(['month,sales', ...sales(60)]);
    expect(DatasetDescription.parse(description)).toMatchObject({
      summary: "A series of 60 rows: from 12 rows with 1 column, 'sales' of the next row is to be predicted.",
      samples: 48,
      fields: [
        { name: 'past', kind: 'numeric', shape: [12, 1] },
        { name: 'sales', kind: 'numeric', shape: [1] },
      ],
      target: 'sales',
      targets: ['month', 'sales'],
      window: 12,
      problems: [
        "On the last fifth of the rows, always answering with the 'sales' of the row before has a mean squared error of 100: a network that has learned something is below that.",
        'There are only 48 samples: the results will depend on chance. Collect more, or set the validation share to 0 to train on all of them.',
      ],
    });
    expect(description.fields[0]?.columns?.slice(-2)).toEqual(['sales, 2 back', 'sales, 1 back']);
    const { past, sales: next } = await read([0, 47]);
    expect(past?.shape).toEqual([2, 12, 1]);
    expect([...(past?.data ?? [])].slice(0, 3)).toEqual([0, 10, 20]);
    expect([...(past?.data ?? [])].slice(-2)).toEqual([570, 580]);
    expect([...(next?.data ?? [])]).toEqual([120, 590]);
    await expect(read([48])).rejects.toThrow("'s.csv' has no sample 48");
  });

  test('is read from its end where its dates run backwards', async () => {
    const { description, read } = open(['month,sales', ...sales(30).reverse()], { window: 2 });
    expect(description.problems[0]).toBe(
      "Column 'month' runs from new to old, so the file is read from its end.",
    );
    expect((await read([0])).past?.data).toEqual(Float32Array.of(0, 10));
  });

  test('has the value before where one is missing', async () => {
    const rows = sales(30);
    rows[2] = `${month(2)},`;
    const { description, read } = open(['month,sales', ...rows], { window: 3 });
    expect(description.problems[0]).toBe("Column 'sales' has no value in 1 row; the one before stands in.");
    expect((await read([0])).past?.data).toEqual(Float32Array.of(0, 10, 10));
  });
});

test('a single column of numbers is a series', () => {
  const { description } = open(['price', ...Array.from({ length: 40 }, (_, row) => String(row % 7))], {
    window: 5,
  });
  expect(description).toMatchObject({ samples: 35, target: 'price', window: 5 });
});

test('rows of several columns become steps when a window is asked for, and texts count', async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${row},${row % 3},${row % 2 ? 'sun' : 'rain'}`);
  const { description, read } = open(['hour,heat,sky', ...rows], { target: 'sky', window: 2 });
  expect(description.fields).toMatchObject([
    {
      name: 'past',
      shape: [2, 3],
      columns: ['heat', 'sky=rain', 'sky=sun']
        .flatMap((name) => `${name}, 2 back`)
        .concat(['heat', 'sky=rain', 'sky=sun'].map((name) => `${name}, 1 back`)),
    },
    { name: 'sky', kind: 'category', classes: ['rain', 'sun'] },
  ]);
  const { past, sky } = await read([0]);
  expect(past?.data).toEqual(Float32Array.of(0, 1, 0, 1, 0, 1));
  expect(sky?.data).toEqual(Int32Array.of(0));
});

test('a window that leaves nothing to predict is refused', () => {
  expect(() => open(['month,sales', ...sales(10)], { window: 9 })).toThrow(
    "'s.csv' has 10 rows, too few for samples that look back on 9. Choose at most 8, or collect more.",
  );
});

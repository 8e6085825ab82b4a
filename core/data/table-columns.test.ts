import { expect, test } from 'vitest';
import { readColumn } from './table-columns.ts';

const column = (...cells: string[]) =>
  readColumn(
    'pain',
    0,
    cells.map((cell, index) => ({ line: index + 2, cells: [cell] })),
    'people.csv',
  );

test("among texts, 'none' is an answer and not a gap", () => {
  expect(column('none', 'mild', 'None', '?', 'severe')).toEqual({
    kind: 'text',
    name: 'pain',
    values: ['none', 'mild', 'None', undefined, 'severe'],
  });
});

test("among numbers, 'none' is a gap, however often it stands there", () => {
  expect(column('none', '3', 'None', '4.5', '')).toEqual({
    kind: 'number',
    name: 'pain',
    values: Float64Array.of(Number.NaN, 3, Number.NaN, 4.5, Number.NaN),
  });
});

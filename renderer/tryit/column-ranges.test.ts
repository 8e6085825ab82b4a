import { expect, test } from 'vitest';
import { columnsOf } from './column-ranges.ts';

const nameOf = (place: number) => `Value ${place + 1}`;

test('columns take their names from the dataset and their ranges from its samples', () => {
  const columns = columnsOf(
    { shape: [2], columns: ['hours'] },
    [
      [0.5, 3],
      [7.5, 9],
    ],
    nameOf,
  );
  expect(columns).toEqual([
    { name: 'hours', min: 0.5, max: 7.5, step: 0.1 },
    { name: 'Value 2', min: 3, max: 9, step: 1 },
  ]);
});

test('a range that the dataset states goes before what occurs', () => {
  expect(columnsOf({ shape: [1], range: [0, 1] }, [[0.4]], nameOf)[0]).toMatchObject({ min: 0, max: 1 });
});

test('without samples there is a range all the same', () => {
  expect(columnsOf({ shape: [1] }, [], nameOf)[0]).toMatchObject({ min: -1, max: 1 });
});

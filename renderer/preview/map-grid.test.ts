import { expect, it } from 'vitest';
import { mapGrid } from './map-grid.ts';

const ROOM = { width: 158, height: 66 };

it('lays maps out as large as they fit, with a gap between them', () => {
  const grid = mapGrid({ width: 24, height: 24, count: 6 }, ROOM);
  expect(grid).toMatchObject({ columns: 3, width: 74, height: 49 });
  expect([grid.at(2), grid.at(3)]).toEqual([
    { x: 50, y: 0 },
    { x: 0, y: 25 },
  ]);
  const many = mapGrid({ width: 8, height: 8, count: 12 }, ROOM);
  expect([many.columns, many.at(6)]).toEqual([6, { x: 0, y: 9 }]);
});

it('never leaves its room', () => {
  for (const [width, height, count] of [
    [1, 40, 12],
    [64, 64, 1],
    [32, 2, 5],
  ] as const) {
    const { shownWidth, shownHeight } = mapGrid({ width, height, count }, ROOM);
    expect(shownWidth).toBeLessThanOrEqual(ROOM.width + 1e-9);
    expect(shownHeight).toBeLessThanOrEqual(ROOM.height + 1e-9);
  }
});

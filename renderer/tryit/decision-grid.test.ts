import { expect, test } from 'vitest';
import { answerColor, classColor, GRID, gridExtent, gridPoints, placeOnGrid } from './decision-grid.ts';

const column = (min: number, max: number) => ({ name: 'x', min, max, step: 0.1 });
const EXTENT = gridExtent([column(0, 1), column(-10, 10)]);

test('the grid covers a little more than the samples, y upwards', () => {
  const points = gridPoints(EXTENT);
  expect(points).toHaveLength(GRID * GRID);
  const [first, last] = [points[0], points.at(-1)];
  expect(first?.[0]).toBeLessThan(0);
  expect(first?.[1]).toBeGreaterThan(10);
  expect(last?.[0]).toBeGreaterThan(1);
  expect(last?.[1]).toBeLessThan(-10);
});

test('a point is found where it was put', () => {
  const points = gridPoints(EXTENT);
  const place = placeOnGrid(EXTENT, points[GRID + 2] ?? []);
  expect(place.x).toBeCloseTo(2.5 / GRID);
  expect(place.y).toBeCloseTo(1.5 / GRID);
});

test('certain answers have the colour of their class, uncertain ones are mixed', () => {
  expect(answerColor({ output: 'o', values: [0, 1, 0] }, [0, 1])).toEqual([...classColor(1)]);
  expect(answerColor({ output: 'o', values: [1] }, [0, 1])).toEqual([...classColor(1)]);
  const mixed = answerColor({ output: 'o', values: [0.5] }, [0, 1]);
  expect(mixed[0]).toBeCloseTo((classColor(0)[0] + classColor(1)[0]) / 2);
  expect(answerColor({ output: 'o', values: [20] }, [10, 20])).toEqual([...classColor(1)]);
});

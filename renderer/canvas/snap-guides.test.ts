import { expect, it } from 'vitest';
import { snapToNeighbours } from './snap-guides.ts';

const card = (x: number, y: number) => ({ x, y, width: 100, height: 50 });

it('moves onto a neighbour’s edge within the tolerance, and draws the line through both', () => {
  expect(snapToNeighbours(card(4, 200), [card(0, 0)], 6)).toEqual({
    dx: -4,
    dy: 0,
    guides: [
      { axis: 'x', at: 0, from: 0, to: 250 },
      { axis: 'x', at: 50, from: 0, to: 250 },
      { axis: 'x', at: 100, from: 0, to: 250 },
    ],
  });
});

it('lines up middles of different sizes', () => {
  const { dx, dy, guides } = snapToNeighbours(card(300, 20), [{ x: 0, y: 0, width: 100, height: 84 }], 6);
  expect([dx, dy]).toEqual([0, -3]);
  expect(guides).toEqual([{ axis: 'y', at: 42, from: 0, to: 400 }]);
});

it('leaves alone what is far from every edge, and what is out of sight', () => {
  expect(snapToNeighbours(card(30, 200), [card(0, 0)], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
  expect(snapToNeighbours(card(2, 2000), [card(0, 0)], 6).dx).toBe(0);
});

import { describe, expect, it } from 'vitest';
import type { Position } from '../../core/document/schema.ts';
import type { Box } from '../groups/drawn.ts';
import { Obstacles } from './obstacles.ts';
import { routeLink } from './route-link.ts';

/** A card in a grid of columns and rows that leave room between them. */
const card = (column: number, row: number): Box => ({
  x: column * 224,
  y: row * 176,
  width: 176,
  height: 84,
});
const out = ({ x, y, width, height }: Box): Position => ({ x: x + width + 5, y: y + height / 2 });
const into = ({ x, y, height }: Box): Position => ({ x: x - 5, y: y + height / 2 });

function route(from: Box, to: Box, others: readonly Box[]) {
  return routeLink(out(from), into(to), new Obstacles([from, to, ...others]));
}

/** Whether an edge of the way, drawn as wide as a ribbon, reaches into a card. */
function touches(corners: readonly Position[], { x, y, width, height }: Box): boolean {
  return corners.slice(1).some((to, index) => {
    const from = corners[index] ?? to;
    return (
      Math.min(from.x, to.x) - 3 < x + width &&
      Math.max(from.x, to.x) + 3 > x &&
      Math.min(from.y, to.y) - 3 < y + height &&
      Math.max(from.y, to.y) + 3 > y
    );
  });
}

describe('ways of links', () => {
  it('leaves links between neighbours, and to the start of the next row, as they are', () => {
    expect(route(card(0, 0), card(1, 0), [card(0, 1), card(1, 1)])).toBeUndefined();
    const row = [card(1, 0), card(2, 0), card(1, 1), card(2, 1), card(3, 1)];
    expect(route(card(3, 0), card(0, 1), row)).toBeUndefined();
  });

  it('leads a link that skips layers over them, further out the more it skips', () => {
    const row = [1, 2, 3, 4, 5, 6, 7].map((column) => card(column, 0));
    const near = route(card(0, 0), card(3, 0), row) ?? [];
    const far = route(card(0, 0), card(7, 0), row) ?? [];
    for (const passed of row.slice(0, 2)) expect(touches(near, passed)).toBe(false);
    for (const passed of row.slice(0, 6)) expect(touches(far, passed)).toBe(false);
    expect(Math.abs((far[1]?.y ?? 0) - 42)).toBeGreaterThan(Math.abs((near[1]?.y ?? 0) - 42));
  });

  it('leads between two rows to a layer in the middle of the second', () => {
    const others = [card(1, 0), card(2, 0), card(0, 1), card(1, 1)];
    const way = route(card(0, 0), card(2, 1), others) ?? [];
    expect(way.length).toBe(4);
    for (const passed of others) expect(touches(way, passed)).toBe(false);
  });

  it('keeps a link back to the next row clear of previews below the first', () => {
    const previewed = [0, 1, 2, 3].map((column) => ({ ...card(column, 0), height: 148 }));
    const below = [1, 2, 3].map((column) => card(column, 1));
    const obstacles = new Obstacles([...previewed, card(0, 1), ...below]);
    const way = routeLink(out(card(3, 0)), into(card(0, 1)), obstacles) ?? [];
    expect(way[1]?.y).toBe((148 + 176) / 2);
    for (const passed of [...previewed, ...below]) expect(touches(way, passed)).toBe(false);
  });

  it('draws the plain line where there is no room at all', () => {
    const wall = { x: 200, y: -5000, width: 200, height: 10_000 };
    expect(route(card(0, 0), card(3, 0), [wall])).toBeUndefined();
  });
});

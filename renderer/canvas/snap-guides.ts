/** What is dragged comes to rest where its edges or its middle line up with a neighbour's, and lines show it. */
import type { Box } from '../state/frames.ts';

/** A line on the sheet, in pixels at zoom 1. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

/** Neighbours further away than this do not attract: nobody sees that they line up. */
const REACH = 700;

/** `tolerance` is how far a box may be moved to line up. */
export function snapToNeighbours(moving: Box, others: readonly Box[], tolerance: number): Snapped {
  const near = others.filter((other) => gap(moving, other) < REACH);
  const dx = shift(moving, near, 'x', tolerance);
  const dy = shift(moving, near, 'y', tolerance);
  const placed = { ...moving, x: moving.x + (dx ?? 0), y: moving.y + (dy ?? 0) };
  return {
    dx: dx ?? 0,
    dy: dy ?? 0,
    guides: [
      ...(dx === undefined ? [] : guidesFor(placed, near, 'x')),
      ...(dy === undefined ? [] : guidesFor(placed, near, 'y')),
    ],
  };
}

/** Start, middle and end of a box along an axis. */
function stops(box: Box, axis: 'x' | 'y'): readonly number[] {
  const length = axis === 'x' ? box.width : box.height;
  return [box[axis], box[axis] + length / 2, box[axis] + length];
}

function shift(moving: Box, others: readonly Box[], axis: 'x' | 'y', tolerance: number): number | undefined {
  let best: number | undefined;
  const own = stops(moving, axis);
  for (const other of others) {
    stops(other, axis).forEach((stop, index) => {
      const by = stop - (own[index] ?? 0);
      if (Math.abs(by) <= tolerance && (best === undefined || Math.abs(by) < Math.abs(best))) best = by;
    });
  }
  return best;
}

function guidesFor(placed: Box, others: readonly Box[], axis: 'x' | 'y'): Guide[] {
  const [across, length] = axis === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const);
  return stops(placed, axis).flatMap((at, index): Guide[] => {
    const inLine = others.filter((other) => Math.abs((stops(other, axis)[index] ?? 0) - at) < 0.5);
    if (inLine.length === 0) return [];
    const all = [placed, ...inLine];
    return [
      {
        axis,
        at,
        from: Math.min(...all.map((box) => box[across])),
        to: Math.max(...all.map((box) => box[across] + box[length])),
      },
    ];
  });
}

function gap(a: Box, b: Box): number {
  const x = Math.max(0, b.x - a.x - a.width, a.x - b.x - b.width);
  const y = Math.max(0, b.y - a.y - a.height, a.y - b.y - b.height);
  return Math.max(x, y);
}

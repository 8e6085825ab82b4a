/**
 * Ways around cards. Where the plain line of a link would run behind a card, the link runs level in the free room
 * above or below what is in its way.
 */
import type { Position } from '../../core/document/schema.ts';
import type { Obstacles } from './obstacles.ts';

/** How far a link runs level from a port before it turns, in pixels at zoom 1. */
export const LEAD = 22;

/** Room between a link and the cards it passes. */
const CLEARANCE = 14;
/** A line that comes this near to a card seems to touch it. */
const TOUCH = 3;
/** A line that leads back keeps this far from cards where there is room. */
const NEAR = 16;
/** Gaps between rows are wider than this; those between branches of one row are not. */
const WIDE = 64;
/** How far above and below its ends a link looks for room. */
const REACH = 480;
/** Links over long ways run further out, so that what lies within their reach does not run on them. */
const STEP = 6;
const COLUMN = 224;
const MOST_STEPS = 5;

const SAMPLES = 32;

/** The corners of a way from port to port; undefined where the plain line is free, or no way is better. */
export function routeLink(
  source: Position,
  target: Position,
  obstacles: Obstacles,
): readonly Position[] | undefined {
  const forward = target.x > source.x;
  if (forward ? curveIsFree(source, target, obstacles) : middleIsFree(source, target, obstacles))
    return undefined;
  const [start, end] = [source.x + LEAD, target.x - LEAD];
  // Between neighbours there is no room to turn.
  if (forward && end - start < LEAD) return undefined;
  let best: { readonly y: number; readonly cost: number } | undefined;
  for (const gap of gapsBetween(Math.min(start, end), Math.max(start, end), source, target, obstacles)) {
    const y = laneIn(gap, source, target);
    if (y === undefined || !wayIsFree(source, target, y, obstacles)) continue;
    // Of ways of the same length the one that turns first: links from one port run together.
    const cost =
      Math.abs(y - source.y) * 1.01 +
      Math.abs(y - target.y) +
      (forward ? 0 : strayOf(gap, y, source, target));
    if (!best || cost < best.cost) best = { y, cost };
  }
  return best && cornersOf(source, target, best.y);
}

/** What is against a level on which a link leads back, as a way that were as much longer. */
function strayOf({ top, bottom }: Gap, y: number, source: Position, target: Position): number {
  const between = y > Math.min(source.y, target.y) && y < Math.max(source.y, target.y);
  return 4 * Math.max(0, WIDE - (bottom - top)) + (between ? 0 : REACH);
}

function cornersOf(source: Position, target: Position, y: number): readonly Position[] {
  const [start, end] = [source.x + LEAD, target.x - LEAD];
  return [
    { x: start, y: source.y },
    { x: start, y },
    { x: end, y },
    { x: end, y: target.y },
  ];
}

/** The way back to the start of another row, half way between both. */
function middleIsFree(source: Position, target: Position, obstacles: Obstacles): boolean {
  const y = (source.y + target.y) / 2;
  return [y - NEAR, y + NEAR].every((level) => wayIsFree(source, target, level, obstacles));
}

/** The curve from left to right, whose control points lie half way. */
function curveIsFree(source: Position, target: Position, obstacles: Obstacles): boolean {
  const near = obstacles.within({
    x: source.x,
    y: Math.min(source.y, target.y) - TOUCH,
    width: target.x - source.x,
    height: Math.abs(target.y - source.y) + 2 * TOUCH,
  });
  if (near.length === 0) return true;
  const half = (source.x + target.x) / 2;
  for (let sample = 1; sample < SAMPLES; sample++) {
    const t = sample / SAMPLES;
    const u = 1 - t;
    const ends = 3 * u * t;
    const x = u ** 3 * source.x + ends * half + t ** 3 * target.x;
    const y = u * u * (1 + 2 * t) * source.y + t * t * (1 + 2 * u) * target.y;
    const touched = near.some(
      (box) =>
        x > box.x - TOUCH &&
        x < box.x + box.width + TOUCH &&
        y > box.y - TOUCH &&
        y < box.y + box.height + TOUCH,
    );
    if (touched) return false;
  }
  return true;
}

/** Out of the source, up or down, along the level `y`, and up or down into the target. */
function wayIsFree(source: Position, target: Position, y: number, obstacles: Obstacles): boolean {
  const corners = cornersOf(source, target, y);
  return corners.slice(1).every((to, index) => {
    const from = corners[index] ?? to;
    return obstacles.isFree({
      x: Math.min(from.x, to.x) - TOUCH,
      y: Math.min(from.y, to.y) - TOUCH,
      width: Math.abs(to.x - from.x) + 2 * TOUCH,
      height: Math.abs(to.y - from.y) + 2 * TOUCH,
    });
  });
}

interface Gap {
  readonly top: number;
  readonly bottom: number;
}

/** Where nothing stands between two columns, from top to bottom; the first and the last gap are open. */
function gapsBetween(
  left: number,
  right: number,
  source: Position,
  target: Position,
  obstacles: Obstacles,
): readonly Gap[] {
  const [top, bottom] = [Math.min(source.y, target.y) - REACH, Math.max(source.y, target.y) + REACH];
  const boxes = obstacles
    .within({ x: left, y: top, width: right - left, height: bottom - top })
    .map(({ y, height }) => ({ top: y, bottom: y + height }))
    .sort((a, b) => a.top - b.top);
  const gaps: Gap[] = [];
  let free = -Infinity;
  for (const box of boxes) {
    if (box.top > free) gaps.push({ top: free, bottom: box.top });
    free = Math.max(free, box.bottom);
  }
  return [...gaps, { top: free, bottom: Infinity }];
}

/** The level of a link in a gap: beside the cards that it passes, or half way where it leads back to a new row. */
function laneIn({ top, bottom }: Gap, source: Position, target: Position): number | undefined {
  const height = bottom - top;
  if (height < 4 * TOUCH) return undefined;
  if (target.x <= source.x && Number.isFinite(height)) return (top + bottom) / 2;
  const span = Math.abs(target.x - source.x) / COLUMN;
  const steps = Math.min(MOST_STEPS, Math.max(0, Math.floor(Math.log2(span))));
  const clearance = Math.min(CLEARANCE + steps * STEP, height / 3);
  return Math.min(bottom - clearance, Math.max(top + clearance, target.y));
}

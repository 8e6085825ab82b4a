/** Lines of links that are drawn through points. */
import type { Position } from '../../core/document/schema.ts';

/** How far the line leaves a port straight, in pixels at zoom 1. */
const LEAD = 24;

/**
 * A smooth line through all points (Catmull-Rom as cubic Béziers), level where it leaves the source and where it
 * reaches the target; and a point in its middle for the label.
 */
export function bentPath(
  source: Position,
  bends: readonly Position[],
  target: Position,
): { readonly path: string; readonly middle: Position } {
  const points = [source, ...bends, target];
  const before = { x: source.x - 2 * LEAD, y: source.y };
  const behind = { x: target.x + 2 * LEAD, y: target.y };
  const at = (index: number): Position => points[index] ?? (index < 0 ? before : behind);
  const curves = points.slice(1).map((to, index) => {
    const from = at(index);
    const reach = Math.hypot(to.x - from.x, to.y - from.y) / 3;
    const leave = index === 0 ? { x: 1, y: 0 } : direction(at(index - 1), to);
    const arrive = index === points.length - 2 ? { x: 1, y: 0 } : direction(from, at(index + 2));
    return `C ${pair(along(from, leave, reach))} ${pair(along(to, arrive, -reach))} ${pair(to)}`;
  });
  const middle = at(Math.floor(points.length / 2));
  return { path: `M ${pair(source)} ${curves.join(' ')}`, middle };
}

/** Which place among the bends a new one at a point has: on the nearest stretch. */
export function bendIndex(
  source: Position,
  bends: readonly Position[],
  target: Position,
  point: Position,
): number {
  const points = [source, ...bends, target];
  const distances = points.slice(1).map((to, index) => distanceToStretch(point, points[index] ?? source, to));
  return distances.indexOf(Math.min(...distances));
}

function distanceToStretch(point: Position, from: Position, to: Position): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const within = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - from.x - within * dx, point.y - from.y - within * dy);
}

function direction(from: Position, to: Position): Position {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function along({ x, y }: Position, by: Position, distance: number): Position {
  return { x: x + by.x * distance, y: y + by.y * distance };
}

function pair({ x, y }: Position): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

/** The line of a link: where it runs and how thick it is. */
import { type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react';
import type { Position } from '../../core/document/schema.ts';
import type { TensorType } from '../../core/shape/tensor-type.ts';
import { bentPath } from './bent-path.ts';
import type { Obstacles } from './obstacles.ts';
import { LEAD, routeLink } from './route-link.ts';

const THINNEST = 1.5;
const THICKEST = 6;

/** One number is a thread, a million a ribbon. */
export function linkWidth(tensor: TensorType | undefined): number {
  if (!tensor) return THINNEST;
  const size = tensor.shape.reduce<number>((product, dimension) => product * (dimension ?? 1), 1);
  return Math.min(THICKEST, THINNEST + Math.log10(size) * 0.9);
}

export type Ends = Pick<
  EdgeProps,
  'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'sourcePosition' | 'targetPosition'
>;
export type Line = readonly [path: string, middleX: number, middleY: number];

const CORNER = 18;

function straightLine(ends: Ends): Line {
  const [path, x, y] =
    ends.targetX > ends.sourceX
      ? getBezierPath({ ...ends, curvature: 0.32 })
      : getSmoothStepPath({ ...ends, borderRadius: CORNER, offset: LEAD });
  return [path, x, y];
}

function bentLine({ sourceX, sourceY, targetX, targetY }: Ends, bends: readonly Position[]): Line {
  const { path, middle } = bentPath({ x: sourceX, y: sourceY }, bends, { x: targetX, y: targetY });
  return [path, middle.x, middle.y];
}

/** Through corners that are rounded as far as there is room. */
function routedLine({ sourceX, sourceY, targetX, targetY }: Ends, corners: readonly Position[]): Line {
  const points = [{ x: sourceX, y: sourceY }, ...corners, { x: targetX, y: targetY }];
  const turns = corners.map((corner, index) => {
    const [before, after] = [points[index] ?? corner, points[index + 2] ?? corner];
    const radius = Math.min(CORNER, distance(before, corner) / 2, distance(corner, after) / 2);
    return `L ${pair(towards(corner, before, radius))} Q ${pair(corner)} ${pair(towards(corner, after, radius))}`;
  });
  const [, from, to] = corners;
  const middle = from && to ? { x: (from.x + to.x) / 2, y: from.y } : { x: sourceX, y: sourceY };
  return [`M ${sourceX},${sourceY} ${turns.join(' ')} L ${targetX},${targetY}`, middle.x, middle.y];
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Position, to: Position, by: number): Position {
  const share = by / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const pair = ({ x, y }: Position) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;

/** As a path and the point in its middle. Without points of its own a link goes around what is in its way. */
export function linkLine(ends: Ends, bends: readonly Position[] | undefined, obstacles?: Obstacles): Line {
  if (bends) return bentLine(ends, bends);
  const { sourceX, sourceY, targetX, targetY } = ends;
  const corners = obstacles && routeLink({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, obstacles);
  return corners ? routedLine(ends, corners) : straightLine(ends);
}

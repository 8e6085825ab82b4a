/** The line of a link: where it runs and how thick it is. */
import { type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react';
import type { Position } from '../../core/document/schema.ts';
import type { TensorType } from '../../core/shape/tensor-type.ts';
import { bentPath } from './bent-path.ts';

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
type Line = readonly [path: string, middleX: number, middleY: number];

function straightLine(ends: Ends): Line {
  const [path, x, y] =
    ends.targetX > ends.sourceX
      ? getBezierPath({ ...ends, curvature: 0.32 })
      : getSmoothStepPath({ ...ends, borderRadius: 18, offset: 22 });
  return [path, x, y];
}

function bentLine({ sourceX, sourceY, targetX, targetY }: Ends, bends: readonly Position[]): Line {
  const { path, middle } = bentPath({ x: sourceX, y: sourceY }, bends, { x: targetX, y: targetY });
  return [path, middle.x, middle.y];
}

/** As a path and the point in its middle. */
export function linkLine(ends: Ends, bends: readonly Position[] | undefined): Line {
  return bends ? bentLine(ends, bends) : straightLine(ends);
}

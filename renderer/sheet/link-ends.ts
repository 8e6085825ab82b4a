/** Where a link begins and ends on the sheet: at the outer side of the dots of its ports. */
import { Position as Side } from '@xyflow/react';
import type { Position } from '../../core/document/schema.ts';
import type { LinkFlowEdge } from '../canvas/flow-elements.ts';
import type { Ends } from '../canvas/link-line.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import type { Places } from '../groups/drawn.ts';

/** Undefined where a port is missing. */
export function endsOf(
  { sourceHandle, targetHandle }: LinkFlowEdge,
  source: CanvasNode | undefined,
  target: CanvasNode | undefined,
  places?: Places,
): Ends | undefined {
  const from = endAt(source, sourceHandle, 'source', places);
  const to = endAt(target, targetHandle, 'target', places);
  if (!from || !to) return undefined;
  return {
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: Side.Right,
    targetX: to.x,
    targetY: to.y,
    targetPosition: Side.Left,
  };
}

function endAt(
  node: CanvasNode | undefined,
  port: string | null | undefined,
  side: 'source' | 'target',
  places: Places | undefined,
): Position | undefined {
  const handle = node?.handles?.find(({ id, type }) => id === port && type === side);
  if (!node || !handle) return undefined;
  const { x, y } = places?.get(node.id) ?? node.position;
  const { width = 0, height = 0 } = handle;
  return { x: x + handle.x + (side === 'source' ? width : 0), y: y + handle.y + height / 2 };
}

/** A drag as it is shown: layers and notes come to rest in line with their neighbours. */
import type { NodeChange } from '@xyflow/react';
import type { NetworkDocument, Position } from '../../core/document/schema.ts';
import { type Box, boxAround, boxOfLayer, boxOfNote } from '../state/frames.ts';
import { type CanvasNode, nodeOfNote } from './note-elements.ts';
import { type Guide, snapToNeighbours } from './snap-guides.ts';

/** How near edges have to be, in pixels of the screen. */
const TOLERANCE = 6;

export interface SnappedDrag {
  /** By node. */
  readonly positions: ReadonlyMap<string, Position>;
  readonly guides: readonly Guide[];
}

/** The positions that `changes` ask for, moved together where that lines them up. */
export function snapDrag(
  document: NetworkDocument,
  changes: readonly NodeChange<CanvasNode>[],
  zoom: number,
): SnappedDrag {
  const wanted = new Map<string, Position>();
  for (const change of changes) {
    if (change.type === 'position' && change.position) wanted.set(change.id, change.position);
  }
  if (wanted.size === 0) return { positions: wanted, guides: [] };
  const moving: Box[] = [];
  const others: Box[] = [];
  for (const { node, box } of boxesOf(document)) {
    const position = wanted.get(node);
    if (position) moving.push({ ...box, ...position });
    else others.push(box);
  }
  const around = boxAround(moving);
  // What is not on the sheet as a card of its own, such as a folded group, follows the pointer.
  if (!around || moving.length < wanted.size) return { positions: wanted, guides: [] };
  const { dx, dy, guides } = snapToNeighbours(around, others, TOLERANCE / zoom);
  const positions = new Map([...wanted].map(([node, { x, y }]) => [node, { x: x + dx, y: y + dy }]));
  return { positions, guides };
}

function boxesOf({ layers, notes }: NetworkDocument): { readonly node: string; readonly box: Box }[] {
  return [
    ...layers.map((layer) => ({ node: layer.id as string, box: boxOfLayer(layer) })),
    ...notes
      .filter(({ kind }) => kind !== 'frame')
      .map((note) => ({ node: nodeOfNote(note.id), box: boxOfNote(note) })),
  ];
}

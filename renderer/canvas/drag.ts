/** A drag as it is shown: all that moves along, by the same way, in line with neighbours where it comes near. */
import type { NodeChange } from '@xyflow/react';
import type { LayerId, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { Places } from '../groups/drawn.ts';
import { groupIdOf } from '../groups/group-elements.ts';
import { layersOfNode } from '../groups/sheet-nodes.ts';
import type { NodeTest } from '../sheet/dress.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { type Box, boxAround, boxOfLayer, boxOfNote, type Moves, withContents } from '../state/frames.ts';
import { type CanvasNode, nodeOfNote, noteIdOf } from './note-elements.ts';
import { type Guide, snapToNeighbours } from './snap-guides.ts';

/** How near edges have to be, in pixels of the screen. */
const TOLERANCE = 6;

interface Start {
  /** The node that the pointer holds, and where it was. */
  readonly held: { readonly id: string; readonly position: Position };
  /** Layers and notes that move, by node. */
  readonly starts: ReadonlyMap<string, Position>;
  /** Around all of it; undefined where it is not to line up with anything. */
  readonly around: Box | undefined;
  readonly others: readonly Box[];
}

export class Drag implements Places {
  readonly size: number;

  constructor(
    private readonly start: Start,
    readonly by: Position,
    readonly guides: readonly Guide[],
  ) {
    this.size = start.starts.size;
  }

  has(node: string): boolean {
    return this.start.starts.has(node);
  }

  get(node: string): Position | undefined {
    const from = this.start.starts.get(node);
    return from && { x: from.x + this.by.x, y: from.y + this.by.y };
  }

  /** Where the changes ask for, in line with neighbours. */
  follow(changes: readonly NodeChange<CanvasNode>[], zoom: number): Drag {
    const { held, around, others } = this.start;
    const to = changes.find((change) => change.type === 'position' && change.id === held.id);
    if (to?.type !== 'position' || !to.position) return this;
    const by = { x: to.position.x - held.position.x, y: to.position.y - held.position.y };
    if (!around) return new Drag(this.start, by, []);
    const moved = { ...around, x: around.x + by.x, y: around.y + by.y };
    const { dx, dy, guides } = snapToNeighbours(moved, others, TOLERANCE / zoom);
    return new Drag(this.start, { x: by.x + dx, y: by.y + dy }, guides);
  }

  moves(): Moves {
    const layers = new Map<string, Position>();
    const notes = new Map<string, Position>();
    for (const node of this.start.starts.keys()) {
      const note = noteIdOf(node);
      const place = this.get(node);
      if (place) (note === undefined ? layers : notes).set(note ?? node, place);
    }
    return { layers, notes };
  }
}

/** Undefined where the changes move nothing. With one that is selected moves all that is, in view or not. */
export function beginDrag(
  changes: readonly NodeChange<CanvasNode>[],
  document: NetworkDocument,
  sheet: Sheet,
  isSelected: NodeTest,
): Drag | undefined {
  const changed = changes.flatMap((change) => {
    const node = change.type === 'position' && change.position ? sheet.node(change.id) : undefined;
    return node ?? [];
  });
  const [held] = changed;
  if (!held) return undefined;
  const along = changed.some(isSelected)
    ? sheet.nodes.filter((node) => node.draggable !== false && isSelected(node))
    : [];
  const own = movesOf(document, new Set([...changed, ...along].map(({ id }) => id)));
  const all = withContents(document, own);
  const moving = boxesOf(document, (node) => ownHas(own, node));
  // A frame follows the pointer: what lines up is inside it.
  const framed = moving.length < own.layers.size + own.notes.size;
  return new Drag(
    {
      held: { id: held.id, position: held.position },
      starts: new Map([
        ...all.layers,
        ...[...all.notes].map(([id, position]) => [nodeOfNote(id as never), position] as const),
      ]),
      around: framed ? undefined : boxAround(moving),
      others: framed ? [] : boxesOf(document, (node) => !ownHas(own, node)),
    },
    { x: 0, y: 0 },
    [],
  );
}

function ownHas({ layers, notes }: Moves, node: string): boolean {
  const note = noteIdOf(node);
  return note === undefined ? layers.has(node) : notes.has(note);
}

/** Where the layers and notes of nodes are. */
function movesOf(document: NetworkDocument, nodes: ReadonlySet<string>): Moves {
  const chosen = new Set<LayerId>();
  for (const node of nodes) {
    if (noteIdOf(node) !== undefined) continue;
    if (groupIdOf(node) === undefined) chosen.add(node as LayerId);
    else for (const layer of layersOfNode(document, node)) chosen.add(layer);
  }
  return {
    layers: new Map(
      document.layers.filter(({ id }) => chosen.has(id)).map(({ id, position }) => [id, position]),
    ),
    notes: new Map(
      document.notes.filter(({ id }) => nodes.has(nodeOfNote(id))).map(({ id, position }) => [id, position]),
    ),
  };
}

/** Of layers and comments. */
function boxesOf({ layers, notes }: NetworkDocument, isMeant: (node: string) => boolean): readonly Box[] {
  return [
    ...layers.filter(({ id }) => isMeant(id)).map(boxOfLayer),
    ...notes.filter(({ id, kind }) => kind !== 'frame' && isMeant(nodeOfNote(id))).map(boxOfNote),
  ];
}

/** Lining up and spreading out what is selected. */
import type { NetworkDocument, Position } from '../../core/document/schema.ts';
import { type Box, boxAround, boxOfLayer, boxOfNote, type Moves, withContents } from './frames.ts';
import { snap } from './layer-geometry.ts';
import type { Selection } from './selection.ts';

export const EDGES = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type AlignedEdge = (typeof EDGES)[number];
export const AXES = ['horizontal', 'vertical'] as const;
export type Axis = (typeof AXES)[number];

interface Item {
  readonly id: string;
  readonly kind: 'layers' | 'notes';
  readonly box: Box;
}

/** Positions that line the selection up on one edge of the box around it. */
export function align(document: NetworkDocument, selection: Selection, edge: AlignedEdge): Moves {
  const items = selectedItems(document, selection);
  const around = boxAround(items.map(({ box }) => box));
  if (!around) return movesTo(document, items, ({ box }) => box);
  return movesTo(document, items, ({ box }) => aligned(box, around, edge));
}

/** Positions with the same room between neighbours; the outermost two stay where they are. */
export function distribute(document: NetworkDocument, selection: Selection, axis: Axis): Moves {
  const [start, length] = axis === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const items = selectedItems(document, selection).sort((a, b) => a.box[start] - b.box[start]);
  const around = boxAround(items.map(({ box }) => box));
  const places = new Map<Item, number>();
  if (around) {
    const filled = items.reduce((sum, { box }) => sum + box[length], 0);
    const gap = (around[length] - filled) / Math.max(1, items.length - 1);
    let at = around[start];
    for (const item of items) {
      places.set(item, at);
      at += item.box[length] + gap;
    }
  }
  return movesTo(document, items, (item) => ({ ...item.box, [start]: places.get(item) ?? item.box[start] }));
}

function aligned({ x, y, width, height }: Box, around: Box, edge: AlignedEdge): Position {
  switch (edge) {
    case 'left':
      return { x: around.x, y };
    case 'centre':
      return { x: around.x + (around.width - width) / 2, y };
    case 'right':
      return { x: around.x + around.width - width, y };
    case 'top':
      return { x, y: around.y };
    case 'middle':
      return { x, y: around.y + (around.height - height) / 2 };
    case 'bottom':
      return { x, y: around.y + around.height - height };
  }
}

function selectedItems(document: NetworkDocument, selection: Selection): Item[] {
  const layers = document.layers.filter(({ id }) => selection.layers.has(id));
  const notes = document.notes.filter(({ id }) => selection.notes.has(id));
  return [
    ...layers.map((layer): Item => ({ id: layer.id, kind: 'layers', box: boxOfLayer(layer) })),
    ...notes.map((note): Item => ({ id: note.id, kind: 'notes', box: boxOfNote(note) })),
  ];
}

function movesTo(
  document: NetworkDocument,
  items: readonly Item[],
  placeOf: (item: Item) => Position,
): Moves {
  const of = (kind: Item['kind']) =>
    new Map(items.filter((item) => item.kind === kind).map((item) => [item.id, snap(placeOf(item))]));
  return withContents(document, { layers: of('layers'), notes: of('notes') });
}

/** Frames: which layers and notes lie in one, how they move with it, and how large one is around a selection. */
import type { Command } from '../../core/document/commands.ts';
import type { Layer, NetworkDocument, Note, Position } from '../../core/document/schema.ts';
import { portsOf } from './document-edits.ts';
import { LAYER_WIDTH, layerHeight } from './layer-geometry.ts';
import type { Selection } from './selection.ts';

/** Position and size on the sheet, in pixels at zoom 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;
/** Room for the title above what a frame surrounds. */
const TITLE = 36;

export function boxOfLayer(layer: Layer): Box {
  return { ...layer.position, width: LAYER_WIDTH, height: layerHeight(portsOf(layer)) };
}

export function boxOfNote({ position, width, height }: Note): Box {
  return { ...position, width, height };
}

/** The smallest box that holds all; undefined for none. */
export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** The box of a frame around what is selected; undefined where nothing is. */
export function frameAround(document: NetworkDocument, selection: Selection): Box | undefined {
  return frameBox(selectedBoxes(document, selection));
}

/** The box of a frame that holds boxes; undefined for none. */
export function frameBox(boxes: readonly Box[]): Box | undefined {
  const inner = boxAround(boxes);
  return (
    inner && {
      x: inner.x - MARGIN,
      y: inner.y - MARGIN - TITLE,
      width: inner.width + 2 * MARGIN,
      height: inner.height + 2 * MARGIN + TITLE,
    }
  );
}

function selectedBoxes(
  { layers, notes }: NetworkDocument,
  selection: Pick<Selection, 'layers' | 'notes'>,
): Box[] {
  return [
    ...layers.filter(({ id }) => selection.layers.has(id)).map(boxOfLayer),
    ...notes.filter(({ id }) => selection.notes.has(id)).map(boxOfNote),
  ];
}

/** What moves along with a frame: layers and smaller notes whose middle lies in it. */
export function contentsOf(
  { layers, notes }: NetworkDocument,
  frame: Note,
): { readonly layers: readonly Layer[]; readonly notes: readonly Note[] } {
  const box = boxOfNote(frame);
  const area = box.width * box.height;
  return {
    layers: layers.filter((layer) => holds(box, boxOfLayer(layer))),
    notes: notes.filter(
      (note) => note !== frame && note.width * note.height < area && holds(box, boxOfNote(note)),
    ),
  };
}

function holds(outer: Box, inner: Box): boolean {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.height / 2;
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}

/** Positions by id, of layers and of notes apart: their ids may be the same. */
export interface Moves {
  readonly layers: ReadonlyMap<string, Position>;
  readonly notes: ReadonlyMap<string, Position>;
}

/** Adds what lies in frames that move. What moves by itself keeps its own way. */
export function withContents(document: NetworkDocument, moves: Moves): Moves {
  const frames = document.notes.filter(({ id, kind }) => kind === 'frame' && moves.notes.has(id));
  if (frames.length === 0) return moves;
  const layers = new Map(moves.layers);
  const notes = new Map(moves.notes);
  for (const frame of frames) {
    const to = moves.notes.get(frame.id);
    if (!to) continue;
    const along = ({ x, y }: Position): Position => ({
      x: x + to.x - frame.position.x,
      y: y + to.y - frame.position.y,
    });
    const inside = contentsOf(document, frame);
    for (const { id, position } of inside.layers) if (!layers.has(id)) layers.set(id, along(position));
    for (const { id, position } of inside.notes) if (!notes.has(id)) notes.set(id, along(position));
  }
  return { layers, notes };
}

/** Links whose two ends move alike take their bends along. */
export function moveCommands(document: NetworkDocument, { layers, notes }: Moves): readonly Command[] {
  return [
    ...(layers.size > 0
      ? [{ type: 'move-layers', positions: Object.fromEntries(layers) } satisfies Command]
      : []),
    ...(notes.size > 0
      ? [{ type: 'move-notes', positions: Object.fromEntries(notes) } satisfies Command]
      : []),
    ...bendCommands(document, layers),
  ];
}

function bendCommands(document: NetworkDocument, moved: Moves['layers']): Command[] {
  const bent = document.links.filter(({ bends }) => bends !== undefined);
  if (bent.length === 0) return [];
  const before = new Map<string, Position>(document.layers.map(({ id, position }) => [id, position]));
  const shift = (id: string): Position | undefined => {
    const [from, to] = [before.get(id), moved.get(id)];
    return from && to && { x: to.x - from.x, y: to.y - from.y };
  };
  return bent.flatMap((link): Command[] => {
    const [by, other] = [shift(link.from.layer), shift(link.to.layer)];
    if (!by || !other || by.x !== other.x || by.y !== other.y) return [];
    const bends = (link.bends ?? []).map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
    return [{ type: 'bend-link', link: link.id, bends }];
  });
}

/** Moves what is selected, and what lies in selected frames. */
export function planMove(document: NetworkDocument, selection: Selection, by: Position): readonly Command[] {
  const along = ({ x, y }: Position): Position => ({ x: x + by.x, y: y + by.y });
  const of = <T extends { readonly id: string; readonly position: Position }>(
    list: readonly T[],
    chosen: ReadonlySet<string>,
  ) => new Map(list.filter(({ id }) => chosen.has(id)).map(({ id, position }) => [id, along(position)]));
  return moveCommands(
    document,
    withContents(document, {
      layers: of(document.layers, selection.layers),
      notes: of(document.notes, selection.notes),
    }),
  );
}

/** The document as React Flow draws it. A drag is shown at once and becomes one command when it ends. */
import { type EdgeChange, type NodeChange, useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { NetworkDocument, Position } from '../../core/document/schema.ts';
import { createGroupElements, unfoldChanges, unfoldLinks } from '../groups/group-elements.ts';
import { en } from '../i18n/en.ts';
import { useDocument } from '../state/document-context.tsx';
import type { DocumentStore } from '../state/document-store.ts';
import { type Moves, moveCommands, withContents } from '../state/frames.ts';
import { snapDrag } from './drag-snap.ts';
import { createFlowElements, type LinkFlowEdge, layerIdOf, linkIdOf } from './flow-elements.ts';
import { type CanvasNode, createNoteElements, nodeOfNote, noteIdOf } from './note-elements.ts';
import type { Guide } from './snap-guides.ts';
import { useGlide } from './use-glide.ts';

const NO_GUIDES: readonly Guide[] = [];
const NOTHING_DRAGGED: ReadonlyMap<string, Position> = new Map();

export function useFlowElements(store: DocumentStore) {
  const document = useDocument((state) => state.history.document);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const [elements] = useState(createFlowElements);
  const [noteElements] = useState(createNoteElements);
  const [groupElements] = useState(createGroupElements);
  const inside = useDocument((state) => state.inside);
  const [dragged, setDragged] = useState(NOTHING_DRAGGED);
  const draggedNow = useRef(NOTHING_DRAGGED);
  const [guides, setGuides] = useState(NO_GUIDES);
  const flow = useReactFlow();

  const layers = useMemo(
    () => elements.nodes(document, analysis, selection, dragged),
    [elements, document, analysis, selection, dragged],
  );
  const notes = useMemo(
    () => noteElements(document, selection.notes, dragged),
    [noteElements, document, selection, dragged],
  );
  const links = useMemo(
    () => elements.edges(document, analysis, selection),
    [elements, document, analysis, selection],
  );
  const folded = useMemo(
    () => groupElements(layers, links, { document, analysis, selection, dragged, inside }),
    [groupElements, layers, links, document, analysis, selection, dragged, inside],
  );
  const nodes = useMemo(
    (): CanvasNode[] => [
      ...(inside === undefined ? notes : []),
      ...folded.groups,
      ...folded.layers,
      ...folded.stubs,
    ],
    [inside, notes, folded],
  );
  const { edges } = folded;

  const onNodesChange = useCallback(
    (given: NodeChange<CanvasNode>[]) => {
      const changes = unfoldChanges(given, store.getState().history.document);
      const { selection: now, select, history } = store.getState();
      const { positions, guides: lines } = snapDrag(history.document, changes, flow.getZoom());
      const moved = new Map([...draggedNow.current, ...positions]);
      if (positions.size > 0) setGuides(lines);
      if (moved.size > 0) {
        draggedNow.current = moved;
        setDragged(shownMoves(history.document, moved));
      }
      const layers = selectedAfter(changes, now.layers, (id) =>
        noteIdOf(id) === undefined ? layerIdOf(id) : undefined,
      );
      const notes = selectedAfter(changes, now.notes, noteIdOf);
      if (layers || notes) select({ ...now, ...(layers && { layers }), ...(notes && { notes }) });
    },
    [store, flow],
  );

  const onEdgesChange = useCallback(
    (given: EdgeChange<LinkFlowEdge>[]) => {
      const changes = unfoldLinks(given, edges);
      const { selection: now, select } = store.getState();
      const links = selectedAfter(changes, now.links, linkIdOf);
      if (links) select({ ...now, links });
    },
    [store, edges],
  );

  /** Ends a drag: where the layers lie now becomes part of the document. */
  const settle = useCallback(() => {
    const { history, dispatch } = store.getState();
    const moves = withContents(history.document, movesOf(draggedNow.current));
    const commands = moveCommands(history.document, moves);
    setGuides(NO_GUIDES);
    draggedNow.current = NOTHING_DRAGGED;
    setDragged(NOTHING_DRAGGED);
    if (commands.length > 0) dispatch(en.edits.move, commands);
  }, [store]);

  const glide = useGlide(store, setDragged);

  return { nodes, edges, guides, glide, onNodesChange, onEdgesChange, settle };
}

function movesOf(dragged: ReadonlyMap<string, Position>): Moves {
  const layers = new Map<string, Position>();
  const notes = new Map<string, Position>();
  for (const [node, position] of dragged) {
    const note = noteIdOf(node);
    if (note === undefined) layers.set(node, position);
    else notes.set(note, position);
  }
  return { layers, notes };
}

/** By node, with what lies in dragged frames. */
function shownMoves(
  document: NetworkDocument,
  dragged: ReadonlyMap<string, Position>,
): ReadonlyMap<string, Position> {
  const { layers, notes } = withContents(document, movesOf(dragged));
  const ofNotes = document.notes.flatMap(({ id }) => {
    const position = notes.get(id);
    return position ? [[nodeOfNote(id), position] as const] : [];
  });
  return new Map([...layers, ...ofNotes]);
}

/** The selection after React Flow's changes; undefined where they do not touch it. */
function selectedAfter<Id extends string>(
  changes: readonly (NodeChange<CanvasNode> | EdgeChange<LinkFlowEdge>)[],
  before: ReadonlySet<Id>,
  idOf: (id: string) => Id | undefined,
): ReadonlySet<Id> | undefined {
  const after = new Set(before);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    const id = idOf(change.id);
    if (id === undefined) continue;
    if (change.selected) after.add(id);
    else after.delete(id);
  }
  const same = after.size === before.size && [...after].every((id) => before.has(id));
  return same ? undefined : after;
}

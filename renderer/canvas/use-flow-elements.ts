/** The document as React Flow draws it. A drag is shown at once and becomes one command when it ends. */
import { type EdgeChange, type NodeChange, useStoreApi } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { LayerId, Position } from '../../core/document/schema.ts';
import type { Places } from '../groups/drawn.ts';
import { createGroupElements, unfoldChanges, unfoldLinks } from '../groups/group-elements.ts';
import { en } from '../i18n/en.ts';
import { createDresser, edgeSelection, nodeSelection } from '../sheet/dress.ts';
import { type SheetHandle, usePinnedNodes } from '../sheet/pins.ts';
import { isLarge, Sheet } from '../sheet/sheet.ts';
import { useMarquee } from '../sheet/use-marquee.ts';
import { usePresence } from '../sheet/use-presence.ts';
import { useDocument } from '../state/document-context.tsx';
import type { DocumentStore } from '../state/document-store.ts';
import { moveCommands } from '../state/frames.ts';
import { NOTHING_SELECTED, type Selection } from '../state/selection.ts';
import { beginDrag, type Drag } from './drag.ts';
import { createFlowElements, type LinkFlowEdge, layerIdOf, linkIdOf } from './flow-elements.ts';
import { type CanvasNode, createNoteElements, noteIdOf } from './note-elements.ts';
import type { Guide } from './snap-guides.ts';
import { useGlide } from './use-glide.ts';

const NO_GUIDES: readonly Guide[] = [];
const NOTHING_MOVED: ReadonlyMap<string, Position> = new Map();

export function useFlowElements(store: DocumentStore, handle: SheetHandle, connecting: LayerId | undefined) {
  const document = useDocument((state) => state.history.document);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const inside = useDocument((state) => state.inside);
  const [elements] = useState(createFlowElements);
  const [noteElements] = useState(createNoteElements);
  const [groupElements] = useState(createGroupElements);
  const [dress] = useState(createDresser);
  const [drag, setDrag] = useState<Drag>();
  const dragNow = useRef<Drag>(undefined);
  const [glided, setGlided] = useState(NOTHING_MOVED);
  const places: Places = drag ?? glided;
  const flow = useStoreApi<CanvasNode, LinkFlowEdge>();

  const layers = useMemo(() => elements.nodes(document, analysis), [elements, document, analysis]);
  const notes = useMemo(() => noteElements(document), [noteElements, document]);
  const links = useMemo(() => elements.edges(document, analysis), [elements, document, analysis]);
  // Frames are as large as what is dragged in them needs.
  const stretching = document.groups.length > 0 ? places : NOTHING_MOVED;
  const folded = useMemo(
    () => groupElements(layers, links, { document, analysis, dragged: stretching, inside }),
    [groupElements, layers, links, document, analysis, stretching, inside],
  );
  const sheet = useMemo(
    () =>
      new Sheet(
        [...(inside === undefined ? notes : []), ...folded.groups, ...folded.layers, ...folded.stubs],
        folded.edges,
        handle.current,
      ),
    [handle, inside, notes, folded],
  );
  handle.current = sheet;

  useMarquee(store, handle);

  const isNodeSelected = useMemo(() => nodeSelection(document, selection), [document, selection]);
  const isEdgeSelected = useMemo(() => edgeSelection(selection), [selection]);
  const pinned = usePinnedNodes(handle, sheet, selection, connecting);
  const { inPage, inView } = usePresence(sheet, pinned) ?? {};
  const nodes = useMemo(
    () =>
      (inPage ? sheet.nodes.filter(({ id }) => inPage.has(id)) : sheet.nodes).map((node) =>
        dress.node(node, isNodeSelected, places),
      ),
    [dress, sheet, inPage, isNodeSelected, places],
  );
  const edges = useMemo(
    () =>
      (inPage
        ? sheet.edges.filter(({ source, target }) => inPage.has(source) && inPage.has(target))
        : sheet.edges
      ).map((edge) => dress.edge(edge, isEdgeSelected)),
    [dress, sheet, inPage, isEdgeSelected],
  );

  const onNodesChange = useCallback(
    (given: NodeChange<CanvasNode>[]) => {
      const { selection: now, select, history } = store.getState();
      const { transform, multiSelectionActive, userSelectionRect } = flow.getState();
      const before =
        dragNow.current ??
        beginDrag(given, history.document, handle.current, nodeSelection(history.document, now));
      const after = before?.follow(given, transform[2]);
      if (after && after !== dragNow.current) {
        dragNow.current = after;
        setDrag(after);
      }
      // A rectangle drawn over a large drawing selects more than the elements that React Flow knows.
      if (userSelectionRect && isLarge(handle.current)) return;
      const changes = unfoldChanges(given, history.document);
      const chosen = changes.some((change) => change.type === 'select' && change.selected);
      // Only elements of the page are told that they are no longer selected.
      const from = chosen && !multiSelectionActive && !userSelectionRect ? NOTHING_SELECTED : now;
      const layers = selectedAfter(changes, from.layers, (id) =>
        noteIdOf(id) === undefined ? layerIdOf(id) : undefined,
      );
      const notes = selectedAfter(changes, from.notes, noteIdOf);
      if (!sameSelection({ ...from, layers, notes }, now)) select({ ...from, layers, notes });
    },
    [store, flow, handle],
  );

  const onEdgesChange = useCallback(
    (given: EdgeChange<LinkFlowEdge>[]) => {
      const changes = unfoldLinks(given, sheet.edges);
      const { selection: now, select } = store.getState();
      const { multiSelectionActive, userSelectionRect } = flow.getState();
      if (userSelectionRect && isLarge(sheet)) return;
      const chosen = changes.some((change) => change.type === 'select' && change.selected);
      const from = chosen && !multiSelectionActive && !userSelectionRect ? NOTHING_SELECTED : now;
      const links = selectedAfter(changes, from.links, linkIdOf);
      if (!sameSelection({ ...from, links }, now)) select({ ...from, links });
    },
    [store, flow, sheet],
  );

  /** Ends a drag: where the layers lie now becomes part of the document. */
  const settle = useCallback(() => {
    const { history, dispatch } = store.getState();
    const moves = dragNow.current?.moves();
    dragNow.current = undefined;
    setDrag(undefined);
    const commands = moves ? moveCommands(history.document, moves) : [];
    if (commands.length > 0) dispatch(en.edits.move, commands);
  }, [store]);

  const glide = useGlide(store, setGlided);
  const by = drag?.by;
  // Painting goes on under what is pointed at; what is dragged leaves nothing behind.
  const shown = places.size > 0 ? inPage : inView;
  const painting = useMemo(
    () => shown && { sheet, shown, isNodeSelected, isEdgeSelected, places, by },
    [sheet, shown, isNodeSelected, isEdgeSelected, places, by],
  );

  return {
    sheet,
    nodes,
    edges,
    guides: drag?.guides ?? NO_GUIDES,
    glide,
    onNodesChange,
    onEdgesChange,
    settle,
    /** Of large drawings, what is to be painted. */
    painting,
  };
}

/** The selection after React Flow's changes. */
function selectedAfter<Id extends string>(
  changes: readonly (NodeChange<CanvasNode> | EdgeChange<LinkFlowEdge>)[],
  before: ReadonlySet<Id>,
  idOf: (id: string) => Id | undefined,
): ReadonlySet<Id> {
  const after = new Set(before);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    const id = idOf(change.id);
    if (id === undefined) continue;
    if (change.selected) after.add(id);
    else after.delete(id);
  }
  return after;
}

function sameSelection(one: Selection, other: Selection): boolean {
  return (
    sameIds(one.layers, other.layers) && sameIds(one.links, other.links) && sameIds(one.notes, other.notes)
  );
}

function sameIds<Id extends string>(one: ReadonlySet<Id>, other: ReadonlySet<Id>): boolean {
  return one === other || (one.size === other.size && [...one].every((id) => other.has(id)));
}

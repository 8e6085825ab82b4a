/** The document as React Flow draws it. A drag is shown at once and becomes one command when it ends. */
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Position } from '../../core/document/schema.ts';
import { en } from '../i18n/en.ts';
import { useDocument } from '../state/document-context.tsx';
import type { DocumentStore } from '../state/document-store.ts';
import {
  createFlowElements,
  type LayerFlowNode,
  type LinkFlowEdge,
  layerIdOf,
  linkIdOf,
} from './flow-elements.ts';

const NOTHING_DRAGGED: ReadonlyMap<string, Position> = new Map();

export function useFlowElements(store: DocumentStore) {
  const document = useDocument((state) => state.history.document);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const [elements] = useState(createFlowElements);
  const [dragged, setDragged] = useState(NOTHING_DRAGGED);
  const draggedNow = useRef(NOTHING_DRAGGED);

  const nodes = useMemo(
    () => elements.nodes(document, analysis, selection, dragged),
    [elements, document, analysis, selection, dragged],
  );
  const edges = useMemo(
    () => elements.edges(document, analysis, selection),
    [elements, document, analysis, selection],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<LayerFlowNode>[]) => {
      const moved = new Map(draggedNow.current);
      for (const change of changes) {
        if (change.type === 'position' && change.position) moved.set(change.id, change.position);
      }
      if (moved.size > 0) {
        draggedNow.current = moved;
        setDragged(moved);
      }
      const { selection: now, select } = store.getState();
      const layers = selectedAfter(changes, now.layers, layerIdOf);
      if (layers) select({ ...now, layers });
    },
    [store],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<LinkFlowEdge>[]) => {
      const { selection: now, select } = store.getState();
      const links = selectedAfter(changes, now.links, linkIdOf);
      if (links) select({ ...now, links });
    },
    [store],
  );

  /** Ends a drag: where the layers lie now becomes part of the document. */
  const settle = useCallback(() => {
    const positions = Object.fromEntries(draggedNow.current);
    draggedNow.current = NOTHING_DRAGGED;
    setDragged(NOTHING_DRAGGED);
    if (Object.keys(positions).length > 0) {
      store.getState().dispatch(en.edits.move, [{ type: 'move-layers', positions }]);
    }
  }, [store]);

  return { nodes, edges, onNodesChange, onEdgesChange, settle };
}

/** The selection after React Flow's changes; undefined where they do not touch it. */
function selectedAfter<Id extends string>(
  changes: readonly (NodeChange<LayerFlowNode> | EdgeChange<LinkFlowEdge>)[],
  before: ReadonlySet<Id>,
  idOf: (id: string) => Id,
): ReadonlySet<Id> | undefined {
  const after = new Set(before);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) after.add(idOf(change.id));
    else after.delete(idOf(change.id));
  }
  const same = after.size === before.size && [...after].every((id) => before.has(id));
  return same ? undefined : after;
}

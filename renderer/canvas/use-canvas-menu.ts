/** Opens the menu of what is pointed at, which becomes what is selected. */
import type { ReactFlowInstance } from '@xyflow/react';
import { type MouseEvent, useCallback, useState } from 'react';
import type { LinkId, NoteId, Position } from '../../core/document/schema.ts';
import { useUiStore } from '../app/ui-context.tsx';
import { layersOfNode } from '../groups/sheet-nodes.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { addComment, addFrame } from '../state/note-edits.ts';
import { addBend } from './bend-edits.ts';
import type { MenuRequest } from './CanvasMenu.tsx';
import { type LinkFlowEdge, linkIdOf } from './flow-elements.ts';
import { type CanvasNode, noteIdOf } from './note-elements.ts';

/** `addLayerAt` opens the search for a layer at a point of the window. */
export function useCanvasMenu(
  store: DocumentStore,
  flow: ReactFlowInstance<CanvasNode, LinkFlowEdge>,
  addLayerAt: (screen: Position) => void,
) {
  const ui = useUiStore();
  const [menu, setMenu] = useState<MenuRequest>();

  const onContextMenu = (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('input, textarea')) return;
    if (!target.closest('.react-flow')) return;
    event.preventDefault();
    const screen = { x: event.clientX, y: event.clientY };
    const point = flow.screenToFlowPosition(screen);
    const node = target.closest('.react-flow__node')?.getAttribute('data-id');
    const link = target.closest('.react-flow__edge')?.getAttribute('data-id');
    if (node) {
      selectNode(store, node);
      setMenu({ target: 'layer', ...screen, here: {} });
    } else if (link) {
      const id = linkIdOf(link);
      // A line between groups may stand for several links.
      store.getState().select({ links: new Set<LinkId>(flow.getEdge(link)?.data?.links ?? [id]) });
      setMenu({ target: 'link', ...screen, here: { 'add-bend': () => addBend(store, id, point) } });
    } else {
      const write = (note: NoteId) => ui.getState().editNote(note);
      setMenu({
        target: 'canvas',
        ...screen,
        here: {
          'add-layer': () => addLayerAt(screen),
          'add-comment': () => write(addComment(store, point)),
          'add-frame': () => write(addFrame(store, point)),
        },
      });
    }
  };

  const closeMenu = useCallback(() => setMenu(undefined), []);
  return { menu, onContextMenu, closeMenu };
}

/** What is pointed at joins nothing: either it is selected already, or it alone is. */
function selectNode(store: DocumentStore, node: string): void {
  const { selection, select, history } = store.getState();
  const note = noteIdOf(node);
  if (note !== undefined) {
    if (!selection.notes.has(note)) select({ notes: new Set([note]) });
    return;
  }
  const layers = layersOfNode(history.document, node);
  const known = history.document.layers.some(({ id }) => layers.has(id));
  const all = [...layers].every((layer) => selection.layers.has(layer));
  if (known && !all) select({ layers });
}

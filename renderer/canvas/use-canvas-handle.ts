/** What the rest of the window may ask of the canvas: zooming, and the search for a new layer. */
import type { ReactFlowInstance } from '@xyflow/react';
import { type RefObject, useEffect, useMemo } from 'react';
import { useUiStore } from '../app/ui-context.tsx';
import type { CanvasHandle } from '../app/ui-store.ts';
import { shownNodes } from '../groups/group-elements.ts';
import { nodesOnSheet } from '../groups/sheet-nodes.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { LAYER_HEIGHT, LAYER_WIDTH } from '../state/layer-geometry.ts';
import type { LinkFlowEdge } from './flow-elements.ts';
import { focusNode } from './focus-node.ts';
import { motion } from './motion.ts';
import { type CanvasNode, nodeOfNote } from './note-elements.ts';
import { QUICK_ADD_SIZE, type QuickAddRequest } from './QuickAdd.tsx';
import { FIT_PADDING } from './use-canvas-view.ts';
import type { Glide } from './use-glide.ts';

/** What is seen around a layer that is presented, on the sheet: its neighbours to both sides. */
const PRESENTED = { width: 460, height: 150 };
const LARGEST = 4;

const fitting = () => ({ padding: FIT_PADDING, maxZoom: 1.1, duration: motion(160) }) as const;

export function useCanvasHandle(
  sheet: RefObject<HTMLElement | null>,
  flow: ReactFlowInstance<CanvasNode, LinkFlowEdge>,
  openSearch: (request: QuickAddRequest) => void,
  glide: Glide,
): CanvasHandle {
  const store = useDocumentStore();
  const ui = useUiStore();

  const canvas = useMemo<CanvasHandle>(() => {
    const box = () => sheet.current?.getBoundingClientRect() ?? new DOMRect();
    return {
      fit: () => void flow.fitView(fitting()),
      fitSelection: () => {
        const { layers, notes } = store.getState().selection;
        const chosen = [...layers, ...[...notes].map(nodeOfNote)].map((id) => ({ id }));
        void flow.fitView({ ...fitting(), nodes: chosen });
      },
      zoomIn: () => void flow.zoomIn({ duration: motion(120) }),
      zoomOut: () => void flow.zoomOut({ duration: motion(120) }),
      glide,
      present: (node) => {
        const shown = flow.getNode(node);
        if (!shown) return;
        const { width, height } = box();
        const size = { width: shown.width ?? LAYER_WIDTH, height: shown.height ?? LAYER_HEIGHT };
        const zoom = Math.min(LARGEST, width / PRESENTED.width, height / PRESENTED.height);
        const x = width / 2 - (shown.position.x + size.width / 2) * zoom;
        const y = height / 2 - (shown.position.y + size.height / 2) * zoom;
        void flow.setViewport({ x, y, zoom }, { duration: motion(200) });
      },
      focus: () => {
        const { selection, history, inside } = store.getState();
        const [layer] = selection.layers;
        const [note] = selection.notes;
        const chosen =
          layer !== undefined ? shownNodes(history.document, inside).get(layer) : note && nodeOfNote(note);
        const id = chosen ?? nodesOnSheet(store.getState())[0]?.id;
        if (sheet.current && id !== undefined) focusNode(sheet.current, id);
        else sheet.current?.focus();
      },
      middle: () => {
        const { left, top, width, height } = box();
        return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
      },
      searchLayers: () => {
        const [selected] = store.getState().selection.layers;
        openSearch({
          left: (box().width - QUICK_ADD_SIZE.width) / 2,
          top: Math.max(8, box().height / 5),
          placement: { kind: 'after', layer: selected },
        });
      },
    };
  }, [sheet, flow, openSearch, glide, store]);

  useEffect(() => {
    ui.getState().setCanvas(canvas);
    return () => ui.getState().setCanvas(undefined);
  }, [ui, canvas]);
  return canvas;
}

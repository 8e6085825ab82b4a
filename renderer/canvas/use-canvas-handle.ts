/** What the rest of the window may ask of the canvas: zooming, and the search for a new layer. */
import type { ReactFlowInstance } from '@xyflow/react';
import { type RefObject, useEffect, useMemo } from 'react';
import { useUiStore } from '../app/ui-context.tsx';
import type { CanvasHandle } from '../app/ui-store.ts';
import { shownNodes } from '../groups/group-elements.ts';
import { nodesOnSheet } from '../groups/sheet-nodes.ts';
import { fitView } from '../sheet/fit-view.ts';
import type { SheetHandle } from '../sheet/pins.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { LAYER_HEIGHT, LAYER_WIDTH, snap } from '../state/layer-geometry.ts';
import type { LinkFlowEdge } from './flow-elements.ts';
import { focusNode } from './focus-node.ts';
import { motion } from './motion.ts';
import { type CanvasNode, nodeOfNote } from './note-elements.ts';
import { type QuickAddRequest, quickAddCorner } from './QuickAdd.tsx';
import { FIT_PADDING } from './use-canvas-view.ts';
import { usePointerPlace } from './use-pointer-place.ts';

/** What is seen around a layer that is presented, on the sheet: its neighbours to both sides. */
const PRESENTED = { width: 460, height: 150 };
const LARGEST = 4;

const fitting = () => ({ padding: FIT_PADDING, maxZoom: 1.1, duration: motion(160) }) as const;

export function useCanvasHandle(
  sheet: RefObject<HTMLElement | null>,
  flow: ReactFlowInstance<CanvasNode, LinkFlowEdge>,
  openSearch: (request: QuickAddRequest) => void,
  drawn: SheetHandle,
): CanvasHandle {
  const store = useDocumentStore();
  const ui = useUiStore();
  const pointer = usePointerPlace(sheet);

  const canvas = useMemo<CanvasHandle>(() => {
    const box = () => sheet.current?.getBoundingClientRect() ?? new DOMRect();
    return {
      fit: () => fitView(flow, sheet.current, drawn.current, fitting()),
      fitSelection: () => {
        const { layers, notes } = store.getState().selection;
        const nodes = [...layers, ...[...notes].map(nodeOfNote)];
        fitView(flow, sheet.current, drawn.current, { ...fitting(), nodes });
      },
      zoomIn: () => void flow.zoomIn({ duration: motion(120) }),
      zoomOut: () => void flow.zoomOut({ duration: motion(120) }),
      glide: (from, done) => drawn.glide(from, done),
      present: (node) => {
        const shown = drawn.current.node(node);
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
        if (sheet.current && id !== undefined) focusNode(sheet.current, drawn, id);
        else sheet.current?.focus();
      },
      middle: () => {
        const { left, top, width, height } = box();
        return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
      },
      searchLayers: () => {
        const [selected] = store.getState().selection.layers;
        const at = pointer.current;
        openSearch({
          ...quickAddCorner(box(), at),
          placement:
            at && selected === undefined
              ? { kind: 'at', position: snap(flow.screenToFlowPosition(at)) }
              : { kind: 'after', layer: selected },
        });
      },
    };
  }, [sheet, flow, openSearch, drawn, store, pointer]);

  useEffect(() => {
    ui.getState().setCanvas(canvas);
    return () => ui.getState().setCanvas(undefined);
  }, [ui, canvas]);
  return canvas;
}

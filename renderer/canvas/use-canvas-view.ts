/** Moves the view where the work is: to all of a document that was opened, to a layer that was asked for or added. */
import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect } from 'react';
import type { Position } from '../../core/document/schema.ts';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { isShown, showLayer } from '../groups/show-layer.ts';
import { fitView } from '../sheet/fit-view.ts';
import type { SheetHandle } from '../sheet/pins.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { LAYER_HEIGHT, LAYER_WIDTH } from '../state/layer-geometry.ts';
import type { LinkFlowEdge } from './flow-elements.ts';
import { motion } from './motion.ts';
import type { CanvasNode } from './note-elements.ts';

/** What is fitted keeps clear of the tools and the overview at the lower edge. */
export const FIT_PADDING = { top: '40px', left: '40px', right: '40px', bottom: '124px' } as const;

type Flow = ReactFlowInstance<CanvasNode, LinkFlowEdge>;

/** Returns a function that brings a layer into view, moving no further than needed. */
export function useCanvasView(
  sheet: RefObject<HTMLElement | null>,
  flow: Flow,
  drawn: SheetHandle,
): (position: Position) => void {
  const opened = useDocument((state) => state.opened);
  const reveal = useUi((state) => state.reveal);
  const store = useDocumentStore();
  const ui = useUiStore();

  const bringIntoView = useCallback(
    (position: Position) => {
      const box = sheet.current?.getBoundingClientRect();
      if (!box) return;
      const view = flow.getViewport();
      const x = pushInto(position.x * view.zoom + view.x, LAYER_WIDTH * view.zoom, box.width);
      const y = pushInto(position.y * view.zoom + view.y, LAYER_HEIGHT * view.zoom, box.height);
      if (x === 0 && y === 0) return;
      void flow.setViewport({ ...view, x: view.x + x, y: view.y + y }, { duration: motion(160) });
    },
    [sheet, flow],
  );

  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const { view } = ui.getState();
      const isEmpty = store.getState().history.document.layers.length === 0;
      if (view?.opened === opened) void flow.setViewport(view);
      // Fitting nothing would wait for the first layer and then jump to it.
      else if (isEmpty) void flow.setViewport(firstView(sheet.current));
      else fitView(flow, sheet.current, drawn.current, { padding: FIT_PADDING, maxZoom: 1 });
    });
    return () => cancelAnimationFrame(frame);
  }, [sheet, flow, drawn, store, ui, opened]);

  useEffect(() => {
    if (reveal === undefined) return;
    const entered = showLayer(store, reveal);
    const show = () =>
      fitView(flow, sheet.current, drawn.current, { nodes: [reveal], maxZoom: 1, duration: motion(200) });
    // What was hidden in a group is on the sheet a moment later.
    if (entered) setTimeout(show, 50);
    else show();
    ui.getState().revealLayer(undefined);
  }, [sheet, flow, drawn, store, ui, reveal]);

  useEffect(
    () =>
      store.subscribe((state, previous) => {
        const { layers } = state.history.document;
        const known = previous.history.document.layers;
        const added = layers.at(-1);
        if (state.opened !== previous.opened || layers.length !== known.length + 1 || !added) return;
        if (!isShown(state, added.id)) return;
        bringIntoView(added.position);
      }),
    [store, bringIntoView],
  );

  return bringIntoView;
}

/** Room that a layer gets at the edge when it is brought into view, in pixels. */
const EDGE = 32;

/** How far the view has to move so that a span of it lies inside. What is inside stays where it is. */
function pushInto(start: number, length: number, room: number): number {
  if (start < 0) return EDGE - start;
  const beyond = start + length - room;
  return beyond > 0 ? -(beyond + EDGE) : 0;
}

/** An empty sheet begins at the left, in the middle of the height. */
function firstView(sheet: HTMLElement | null): Viewport {
  return { x: 64, y: (sheet?.clientHeight ?? 0) / 2 - LAYER_HEIGHT, zoom: 1 };
}

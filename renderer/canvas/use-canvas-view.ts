/** Moves the view where the work is: to all of a document that was opened, to a layer that was asked for or added. */
import type { ReactFlowInstance } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { useUi } from '../app/ui-context.tsx';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { LAYER_HEIGHT, LAYER_WIDTH } from '../state/layer-geometry.ts';
import type { LayerFlowNode, LinkFlowEdge } from './flow-elements.ts';

type Flow = ReactFlowInstance<LayerFlowNode, LinkFlowEdge>;

export function useCanvasView(sheet: RefObject<HTMLElement | null>, flow: Flow): void {
  const opened = useDocument((state) => state.opened);
  const reveal = useUi((state) => state.reveal);
  const store = useDocumentStore();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a newly opened document is the reason to fit
  useEffect(() => {
    const frame = requestAnimationFrame(
      () => void flow.fitView({ padding: '40px', maxZoom: 1, duration: 0 }),
    );
    return () => cancelAnimationFrame(frame);
  }, [flow, opened]);

  useEffect(() => {
    if (reveal) void flow.fitView({ nodes: [{ id: reveal.layer }], maxZoom: 1, duration: 200 });
  }, [flow, reveal]);

  useEffect(
    () =>
      store.subscribe((state, previous) => {
        const { layers } = state.history.document;
        const known = previous.history.document.layers;
        const added = layers.at(-1);
        if (state.opened !== previous.opened || layers.length !== known.length + 1 || !added) return;
        const box = sheet.current?.getBoundingClientRect();
        if (!box) return;
        const { x, y, zoom } = flow.getViewport();
        const left = added.position.x * zoom + x;
        const top = added.position.y * zoom + y;
        const outside =
          left < 0 ||
          top < 0 ||
          left + LAYER_WIDTH * zoom > box.width ||
          top + LAYER_HEIGHT * zoom > box.height;
        if (!outside) return;
        const middle = { x: added.position.x + LAYER_WIDTH / 2, y: added.position.y + LAYER_HEIGHT / 2 };
        void flow.setCenter(middle.x, middle.y, { zoom, duration: 160 });
      }),
    [sheet, flow, store],
  );
}

/** Takes layers dragged from the palette: onto the sheet, or onto a link to stand in its middle. */
import type { ReactFlowInstance } from '@xyflow/react';
import { type DragEvent, useRef } from 'react';
import { useDocumentStore } from '../state/document-context.tsx';
import { LAYER_HEIGHT, LAYER_WIDTH, snap } from '../state/layer-geometry.ts';
import { type LinkFlowEdge, linkIdOf } from './flow-elements.ts';
import { LAYER_DRAG_TYPE } from './layer-drag.ts';
import type { CanvasNode } from './note-elements.ts';

export function useLayerDrop(flow: ReactFlowInstance<CanvasNode, LinkFlowEdge>) {
  const store = useDocumentStore();
  const marked = useRef<Element>(undefined);

  /** Shows which link the layer would go into. */
  const mark = (link: Element | undefined) => {
    if (marked.current === link) return;
    marked.current?.removeAttribute('data-drop-target');
    link?.setAttribute('data-drop-target', '');
    marked.current = link;
  };

  return {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(LAYER_DRAG_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      mark(linkUnder(event));
    },
    onDragLeave: () => mark(undefined),
    onDrop: (event: DragEvent) => {
      const type = event.dataTransfer.getData(LAYER_DRAG_TYPE);
      if (type === '') return;
      event.preventDefault();
      const link = linkUnder(event)?.getAttribute('data-id');
      mark(undefined);
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const position = snap({ x: point.x - LAYER_WIDTH / 2, y: point.y - LAYER_HEIGHT / 2 });
      store
        .getState()
        .addLayer(
          type,
          link ? { kind: 'on-link', link: linkIdOf(link), position } : { kind: 'at', position },
        );
    },
  };
}

function linkUnder({ clientX, clientY }: DragEvent): Element | undefined {
  const under = document.elementsFromPoint(clientX, clientY);
  return (
    under.map((element) => element.closest('.react-flow__edge')).find((link) => link !== null) ?? undefined
  );
}

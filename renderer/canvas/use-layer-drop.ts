/** Takes layers dragged from the palette: onto the sheet, or onto a link to stand in its middle. */
import type { ReactFlowInstance } from '@xyflow/react';
import { type DragEvent, useRef } from 'react';
import { useSession } from '../app/session-context.tsx';
import { BLOCK_DRAG_TYPE, findBlock } from '../groups/block-drag.ts';
import { addBlock } from '../groups/block-edits.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import type { Placement } from '../state/document-edits.ts';
import { LAYER_HEIGHT, LAYER_WIDTH, snap } from '../state/layer-geometry.ts';
import { type LinkFlowEdge, linkIdOf } from './flow-elements.ts';
import { LAYER_DRAG_TYPE } from './layer-drag.ts';
import type { CanvasNode } from './note-elements.ts';

export function useLayerDrop(flow: ReactFlowInstance<CanvasNode, LinkFlowEdge>) {
  const store = useDocumentStore();
  const { blocks } = useSession();
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
      const { types } = event.dataTransfer;
      if (!types.includes(LAYER_DRAG_TYPE) && !types.includes(BLOCK_DRAG_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      mark(linkUnder(event));
    },
    onDragLeave: () => mark(undefined),
    onDrop: (event: DragEvent) => {
      const type = event.dataTransfer.getData(LAYER_DRAG_TYPE);
      const block = findBlock(event.dataTransfer.getData(BLOCK_DRAG_TYPE), blocks.getState().blocks);
      if (type === '' && !block) return;
      event.preventDefault();
      const link = linkUnder(event)?.getAttribute('data-id');
      mark(undefined);
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const position = snap({ x: point.x - LAYER_WIDTH / 2, y: point.y - LAYER_HEIGHT / 2 });
      const placement: Placement = link
        ? { kind: 'on-link', link: linkIdOf(link), position }
        : { kind: 'at', position };
      if (block) addBlock(store, block, placement);
      else store.getState().addLayer(type, placement);
    },
  };
}

function linkUnder({ clientX, clientY }: DragEvent): Element | undefined {
  const under = document.elementsFromPoint(clientX, clientY);
  return (
    under.map((element) => element.closest('.react-flow__edge')).find((link) => link !== null) ?? undefined
  );
}

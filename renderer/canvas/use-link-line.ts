/** The line of a link among everything that is drawn now, and whether there is room below a card. */
import { useStore as useFlowStore } from '@xyflow/react';
import { useContext, useRef } from 'react';
import { useStore } from 'zustand';
import type { LayerId, Position } from '../../core/document/schema.ts';
import { previewsOf } from '../preview/preview-store.ts';
import { useSheetHandle } from '../sheet/pins.ts';
import { isLarge } from '../sheet/sheet.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { DetailContext } from './canvas-context.ts';
import { cardOf, isCrowded, type Nodes, obstaclesAmong } from './card-obstacles.ts';
import { type Ends, type Line, linkLine } from './link-line.ts';

/** Links far out among more nodes than these are drawn plain: nobody sees there what they pass. */
const MANY_NODES = 600;

/** Whether a preview below a layer's card would lie on another card. */
export function useCrowded(layer: LayerId): boolean {
  const around = useAround();
  return useFlowStore(({ nodes, nodeLookup }) => {
    const node = nodeLookup.get(layer);
    return node !== undefined && cardOf(node).some((card) => isCrowded(around(nodes), card));
  });
}

export function useLinkLine(ends: Ends, bends: readonly Position[] | undefined): Line {
  const detail = useContext(DetailContext);
  const previews = previewsOf(useDocumentStore());
  const all = useStore(previews, (state) => state.all);
  const apart = useStore(previews, (state) => state.apart);
  const last = useRef<{ readonly from: readonly unknown[]; readonly line: Line }>(undefined);
  const around = useAround();
  return useFlowStore((state) => {
    const nodes = around(state.nodes);
    const plain = nodes.length > MANY_NODES && detail === 'bar';
    const { sourceX, sourceY, targetX, targetY } = ends;
    const from = [sourceX, sourceY, targetX, targetY, bends, plain || nodes, apart, all];
    if (last.current?.from.every((value, place) => value === from[place])) return last.current.line;
    const line = linkLine(ends, bends, plain ? undefined : obstaclesAmong(nodes, { all, apart }));
    last.current = { from, line };
    return line;
  }, sameLine);
}

/** Of a large drawing React Flow knows but a part, and another one whenever the view moves. */
function useAround(): (nodes: Nodes) => Nodes {
  const drawn = useSheetHandle();
  return (nodes) => (isLarge(drawn.current) ? drawn.current.standing : nodes);
}

const sameLine = (a: Line, b: Line) => a[0] === b[0];

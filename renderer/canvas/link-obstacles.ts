/** What links go around: cards of layers and groups, and the previews below them. */
import { type Node, useStore as useFlowStore } from '@xyflow/react';
import { useContext, useRef } from 'react';
import { useStore } from 'zustand';
import type { LayerId, Position } from '../../core/document/schema.ts';
import type { Box } from '../groups/drawn.ts';
import { isShown, type PreviewState, previewsOf } from '../preview/preview-store.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { PREVIEW_HEIGHT } from '../state/layer-geometry.ts';
import { DetailContext } from './canvas-context.ts';
import { type Ends, type Line, linkLine } from './link-line.ts';
import { Obstacles } from './obstacles.ts';

/** Links far out among more nodes than these are drawn plain: nobody sees there what they pass. */
const MANY_NODES = 600;

type Nodes = readonly Pick<Node, 'id' | 'type' | 'position' | 'width' | 'height'>[];
type Previewed = Pick<PreviewState, 'all' | 'apart'>;

interface Known {
  readonly cards: Obstacles;
  /** With previews, and which ones. */
  previewed?: { readonly key: unknown; readonly all: Obstacles };
}

/** Found once for all links. */
const KNOWN = new WeakMap<Nodes, Known>();

function known(nodes: Nodes): Known {
  const before = KNOWN.get(nodes);
  if (before) return before;
  const made = { cards: new Obstacles(nodes.flatMap(cardOf)) };
  KNOWN.set(nodes, made);
  return made;
}

export const cardsAmong = (nodes: Nodes): Obstacles => known(nodes).cards;

/** Whether a preview below a layer's card would lie on another card. */
export function useCrowded(layer: LayerId): boolean {
  return useFlowStore(({ nodes, nodeLookup }) => {
    const node = nodeLookup.get(layer);
    return node !== undefined && cardOf(node).some((card) => isCrowded(nodes, card));
  });
}

function isCrowded(nodes: Nodes, { x, y, width, height }: Box): boolean {
  return !known(nodes).cards.isFree({ x, y: y + height + 1, width, height: PREVIEW_HEIGHT });
}

function obstaclesAmong(nodes: Nodes, previews: Previewed): Obstacles {
  const found = known(nodes);
  if (!previews.all && previews.apart.size === 0) return found.cards;
  if (found.previewed?.key === previews.apart) return found.previewed.all;
  const all = new Obstacles(
    nodes.flatMap((node) =>
      cardOf(node).map((box) =>
        node.type === 'layer' && isShown(previews, node.id as LayerId) && !isCrowded(nodes, box)
          ? { ...box, height: box.height + PREVIEW_HEIGHT }
          : box,
      ),
    ),
  );
  found.previewed = { key: previews.apart, all };
  return all;
}

function cardOf({ type, position: { x, y }, width = 0, height = 0 }: Nodes[number]): Box[] {
  return type === 'layer' || type === 'group-card' || type === 'group-stub' ? [{ x, y, width, height }] : [];
}

/** The line of a link among everything that is drawn now. */
export function useLinkLine(ends: Ends, bends: readonly Position[] | undefined): Line {
  const detail = useContext(DetailContext);
  const previews = previewsOf(useDocumentStore());
  const all = useStore(previews, (state) => state.all);
  const apart = useStore(previews, (state) => state.apart);
  const last = useRef<{ readonly from: readonly unknown[]; readonly line: Line }>(undefined);
  return useFlowStore(({ nodes }) => {
    const plain = nodes.length > MANY_NODES && detail === 'bar';
    const { sourceX, sourceY, targetX, targetY } = ends;
    const from = [sourceX, sourceY, targetX, targetY, bends, plain || nodes, apart, all];
    if (last.current?.from.every((value, place) => value === from[place])) return last.current.line;
    const line = linkLine(ends, bends, plain ? undefined : obstaclesAmong(nodes, { all, apart }));
    last.current = { from, line };
    return line;
  }, sameLine);
}

const sameLine = (a: Line, b: Line) => a[0] === b[0];

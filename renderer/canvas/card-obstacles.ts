/** What links go around: cards of layers and groups, and the previews below them. */
import type { Node } from '@xyflow/react';
import type { LayerId } from '../../core/document/schema.ts';
import type { Box } from '../groups/drawn.ts';
import { isShown, type PreviewState } from '../preview/preview-store.ts';
import { PREVIEW_HEIGHT } from '../state/layer-geometry.ts';
import { Obstacles } from './obstacles.ts';

export type Nodes = readonly Pick<Node, 'id' | 'type' | 'position' | 'width' | 'height'>[];
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

/** Whether a preview below a card would lie on another one. */
export function isCrowded(nodes: Nodes, { x, y, width, height }: Box): boolean {
  return !known(nodes).cards.isFree({ x, y: y + height + 1, width, height: PREVIEW_HEIGHT });
}

/** Cards with the previews that are shown below them. */
export function obstaclesAmong(nodes: Nodes, previews: Previewed): Obstacles {
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

export function cardOf({ type, position: { x, y }, width = 0, height = 0 }: Nodes[number]): Box[] {
  return type === 'layer' || type === 'group-card' || type === 'group-stub' ? [{ x, y, width, height }] : [];
}

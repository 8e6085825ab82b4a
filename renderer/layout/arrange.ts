/** Tidies up a drawing: asks the layout engine where things should stand, and says it in commands. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Command } from '../../core/document/commands.ts';
import type { LayerId, NetworkDocument, Position } from '../../core/document/schema.ts';
import { Drawn, type Item, moveItem } from '../groups/drawn.ts';
import { STUBS_WIDTH } from '../groups/stubs.ts';
import { type Box, boxAround, boxOfLayer, contentsOf, frameBox } from '../state/frames.ts';
import { snap } from '../state/layer-geometry.ts';
import { type LayoutScope, layoutGraph } from './layout-graph.ts';
import { wrapRows } from './wrap-rows.ts';

/** Gives every node of a graph its place; the graph it is given is left alone. */
export type LayoutEngine = (graph: ElkNode) => Promise<ElkNode>;

/** One step of undo: layers move, their links lose their break points, frames follow what they held. */
export async function planArrange(
  document: NetworkDocument,
  scope: LayoutScope,
  layOut: LayoutEngine,
): Promise<readonly Command[]> {
  const { graph, items } = layoutGraph(document, scope);
  if ((graph.children ?? []).length === 0) return [];
  const { children = [] } = await layOut(graph);
  const corners = cornersOf(children, scope);
  const kept = scope.chosen || scope.inside !== undefined ? cornerOf(children, items) : { x: 0, y: 0 };
  const positions: Record<string, Position> = {};
  children.forEach((node, index) => {
    const corner = corners[index];
    if (corner) place(document, node, { x: corner.x + kept.x, y: corner.y + kept.y }, items, positions);
  });
  const { tree } = new Drawn(document);
  const arranged = new Set(
    [...items.values()].flatMap(({ kind, id }) => (kind === 'layer' ? [id] : [...tree.layersOf(id)])),
  );
  const bent = document.links.filter(
    ({ bends, from, to }) => bends && arranged.has(from.layer) && arranged.has(to.layer),
  );
  return [
    { type: 'move-layers', positions },
    ...bent.map(({ id }): Command => ({ type: 'bend-link', link: id, bends: [] })),
    ...followingFrames(document, positions),
  ];
}

/** Corners of the nodes of one level, from 0 on. */
function cornersOf(nodes: readonly ElkNode[], { direction, inside }: LayoutScope): readonly Position[] {
  const boxes = nodes.map(({ x = 0, y = 0, width = 0, height = 0 }): Box => ({ x, y, width, height }));
  if (direction === 'right') return wrapRows(boxes, inside === undefined ? 0 : STUBS_WIDTH);
  const around = boxAround(boxes);
  return boxes.map(({ x, y }) => ({ x: x - (around?.x ?? 0), y: y - (around?.y ?? 0) }));
}

/** Where the upper left corner of what is arranged was. */
function cornerOf(nodes: readonly ElkNode[], items: ReadonlyMap<string, Item>): Position {
  const { x = 0, y = 0 } = boxAround(nodes.flatMap(({ id }) => items.get(id)?.box ?? [])) ?? {};
  return { x, y };
}

/** Puts a node's layers where it stands; what is in an open group stands relative to it. */
function place(
  document: NetworkDocument,
  { id, children }: ElkNode,
  corner: Position,
  items: ReadonlyMap<string, Item>,
  positions: Record<string, Position>,
): void {
  if (children && children.length > 0) {
    for (const child of children) {
      place(
        document,
        child,
        { x: corner.x + (child.x ?? 0), y: corner.y + (child.y ?? 0) },
        items,
        positions,
      );
    }
    return;
  }
  const item = items.get(id);
  if (!item) return;
  const to = snap(corner);
  const by = { x: to.x - item.box.x, y: to.y - item.box.y };
  Object.assign(positions, moveItem(document, new Drawn(document).tree, item, by));
}

function followingFrames(
  document: NetworkDocument,
  positions: Readonly<Record<string, Position>>,
): Command[] {
  return document.notes
    .filter(({ kind }) => kind === 'frame')
    .flatMap((frame): Command[] => {
      const held = contentsOf(document, frame).layers;
      if (!held.some(({ id }) => positions[id as LayerId])) return [];
      const boxes = held.map((layer) => ({ ...boxOfLayer(layer), ...positions[layer.id] }));
      const box = frameBox(boxes);
      if (!box) return [];
      const { x, y, width, height } = box;
      return [{ type: 'change-note', note: { ...frame, position: { x, y }, width, height } }];
    });
}

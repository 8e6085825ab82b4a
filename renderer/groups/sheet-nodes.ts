/** Nodes of the sheet by the ids that React Flow has for them. */
import { groupTree } from '../../core/document/groups.ts';
import type { LayerId, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { DocumentState } from '../state/document-store.ts';
import { Drawn } from './drawn.ts';
import { groupIdOf, nodeOfGroup, shownNodes } from './group-elements.ts';

/** A layer alone, or all layers of a group. */
export function layersOfNode(document: NetworkDocument, node: string): ReadonlySet<LayerId> {
  const group = groupIdOf(node);
  return group === undefined ? new Set([node as LayerId]) : groupTree(document.groups).layersOf(group);
}

/** Layers and cards that are on the sheet, for going from one to the next. */
export function nodesOnSheet({
  history: { document },
  inside,
}: Pick<DocumentState, 'history' | 'inside'>): readonly {
  readonly id: string;
  readonly position: Position;
}[] {
  if (document.groups.length === 0) return document.layers;
  const drawn = new Drawn(document);
  const places = new Map<string, Position>(document.layers.map(({ id, position }) => [id, position]));
  for (const { id } of document.groups) {
    const box = drawn.boxOf(id);
    if (box) places.set(nodeOfGroup(id), { x: box.x, y: box.y });
  }
  return [...new Set(shownNodes(document, inside).values())].flatMap((id) => {
    const position = places.get(id);
    return position ? [{ id, position }] : [];
  });
}

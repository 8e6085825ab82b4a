/** Nodes and links as they look at this moment: selected, and where they are dragged to. */

import { groupTree } from '../../core/document/groups.ts';
import type { LayerId, NetworkDocument, Position } from '../../core/document/schema.ts';
import { type LinkFlowEdge, levelOf, linkIdOf } from '../canvas/flow-elements.ts';
import { type CanvasNode, noteIdOf } from '../canvas/note-elements.ts';
import type { Places } from '../groups/drawn.ts';
import { groupIdOf } from '../groups/group-elements.ts';
import type { Selection } from '../state/selection.ts';

export type NodeTest = (node: CanvasNode) => boolean;
export type EdgeTest = (edge: LinkFlowEdge) => boolean;

/** A card or a frame is selected where all layers in it are. */
export function nodeSelection({ groups }: NetworkDocument, { layers, notes }: Selection): NodeTest {
  const tree = groupTree(groups);
  return ({ id, selectable }) => {
    if (selectable === false) return false;
    const note = noteIdOf(id);
    if (note !== undefined) return notes.has(note);
    const group = groupIdOf(id);
    if (group === undefined) return layers.has(id as LayerId);
    return layers.size > 0 && [...tree.layersOf(group)].every((layer) => layers.has(layer));
  };
}

/** A line that stands for several links is selected with any of them. */
export function edgeSelection({ links }: Selection): EdgeTest {
  return ({ id, data }) => (data?.links ?? [linkIdOf(id)]).some((link) => links.has(link));
}

/** Keeps its objects while nothing about them changes. */
export function createDresser() {
  const nodes = new WeakMap<CanvasNode, CanvasNode>();
  const edges = new WeakMap<LinkFlowEdge, LinkFlowEdge>();
  return {
    node(node: CanvasNode, isSelected: NodeTest, places: Places): CanvasNode {
      const selected = isSelected(node);
      const position = places.get(node.id) ?? node.position;
      if (!selected && samePlace(position, node.position)) return node;
      const known = nodes.get(node);
      if (known && known.selected === selected && samePlace(known.position, position)) return known;
      const lifted = node.type === 'layer' || node.type === 'group-card';
      const dressed: CanvasNode = {
        ...node,
        selected,
        position,
        ...(lifted && { zIndex: levelOf(selected) }),
      };
      nodes.set(node, dressed);
      return dressed;
    },

    edge(edge: LinkFlowEdge, isSelected: EdgeTest): LinkFlowEdge {
      if (!isSelected(edge)) return edge;
      const known = edges.get(edge);
      if (known) return known;
      const dressed: LinkFlowEdge = { ...edge, selected: true };
      edges.set(edge, dressed);
      return dressed;
    },
  };
}

function samePlace(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

/**
 * Folds what React Flow draws: layers of collapsed groups give way to the card of their group, and only the
 * contents of a group are left where one is shown by itself. Objects are kept while nothing about them changed.
 */
import {
  type EdgeChange,
  type Node,
  type NodeChange,
  type NodeHandle,
  Position as Side,
} from '@xyflow/react';
import type { GroupId, LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import {
  type LayerFlowNode,
  type LinkEdgeData,
  type LinkFlowEdge,
  levelOf,
  linkIdOf,
} from '../canvas/flow-elements.ts';
import { enGroups } from '../i18n/en-groups.ts';
import { type Box, Drawn, type Item, type Places } from './drawn.ts';
import type { GroupFlowNode } from './group-node.ts';
import { drawStubs, type StubFlowNode, type Stubs, sameStub } from './stubs.ts';
import { type GroupSummary, sameSummary, summarize } from './summarize.ts';

/** Layers and groups may have the same ids; no id holds a colon. */
const PREFIX = 'group:';
/** Another node than the card: React Flow would measure the card's ports on the frame. */
const FRAME_PREFIX = 'group-frame:';

/** Of a card. */
export const nodeOfGroup = (id: GroupId) => `${PREFIX}${id}`;

/** The group that a node of the canvas stands for; undefined for layers. */
export function groupIdOf(node: string): GroupId | undefined {
  const prefix = [PREFIX, FRAME_PREFIX].find((start) => node.startsWith(start));
  return prefix === undefined ? undefined : (node.slice(prefix.length) as GroupId);
}

/** Behind layers and links; frames inside a frame lie on it. */
const FRAME_LEVEL = -40;

/** What stands for a layer on the sheet: itself, the card that it is in, or nothing where it is not shown. */
export function shownNodes(
  document: NetworkDocument,
  inside: GroupId | undefined,
): ReadonlyMap<LayerId, string> {
  const { tree } = new Drawn(document);
  const nodes = new Map<LayerId, string>();
  for (const { id } of document.layers) {
    const path = tree.pathTo(tree.groupOf(id));
    if (inside !== undefined && !path.includes(inside)) continue;
    const below = inside === undefined ? path : path.slice(path.indexOf(inside) + 1);
    const card = below.find((group) => tree.get(group)?.collapsed);
    nodes.set(id, card === undefined ? id : nodeOfGroup(card));
  }
  return nodes;
}

interface Sheet {
  readonly document: NetworkDocument;
  readonly analysis: NetworkAnalysis;
  readonly dragged: Places;
  readonly inside: GroupId | undefined;
}

interface Folded {
  readonly groups: readonly GroupFlowNode[];
  readonly layers: readonly LayerFlowNode[];
  /** Of layers outside the group that is shown by itself. */
  readonly stubs: readonly StubFlowNode[];
  readonly edges: LinkFlowEdge[];
}

export function createGroupElements() {
  let known = new Map<string, GroupFlowNode>();
  let knownStubs = new Map<string, StubFlowNode>();
  let knownEdges = new Map<string, LinkFlowEdge>();

  const groupNodes = ({ document, analysis, dragged, inside }: Sheet): GroupFlowNode[] => {
    const drawn = new Drawn(document, dragged);
    const nodes: GroupFlowNode[] = [];
    const visit = (parent: GroupId | undefined, depth: number) => {
      for (const item of drawn.items(parent)) {
        if (item.kind === 'layer') continue;
        const layers = drawn.tree.layersOf(item.id);
        nodes.push(groupNode(known, item, summarize(document, analysis, layers), depth));
        if (!item.group.collapsed) visit(item.id, depth + 1);
      }
    };
    visit(inside, 0);
    known = new Map(nodes.map((node) => [node.id, node]));
    return nodes;
  };

  const foldEdges = (
    edges: readonly LinkFlowEdge[],
    shown: ReadonlyMap<LayerId, string>,
    stubs: Stubs,
  ): LinkFlowEdge[] => {
    const folded = new Map<string, LinkFlowEdge>();
    for (const edge of edges) {
      const source = shown.get(edge.source as LayerId);
      const target = shown.get(edge.target as LayerId);
      if (source === undefined || target === undefined || source === target) continue;
      if (source === edge.source && target === edge.target) {
        folded.set(edge.id, edge);
        continue;
      }
      const ends = {
        source,
        target,
        sourceHandle: source === edge.source ? (edge.sourceHandle ?? null) : 'out',
        targetHandle: target === edge.target ? (edge.targetHandle ?? null) : 'in',
      };
      const key = `${source} ${ends.sourceHandle} ${target} ${ends.targetHandle}`;
      const first = folded.get(key);
      folded.set(
        key,
        first ? merged(first, edge) : { ...edge, ...ends, data: plain(edge), reconnectable: false },
      );
    }
    const kept = [...folded.values(), ...stubs.edges].map((edge) => {
      const before = knownEdges.get(edge.id);
      return before && sameEdge(before, edge) ? before : edge;
    });
    knownEdges = new Map(kept.map((edge) => [edge.id, edge]));
    return kept;
  };

  const keepStubs = ({ nodes }: Stubs): readonly StubFlowNode[] => {
    const kept = nodes.map((node) => {
      const before = knownStubs.get(node.id);
      return before && sameStub(before, node) ? before : node;
    });
    knownStubs = new Map(kept.map((node) => [node.id, node]));
    return kept;
  };

  return (layers: readonly LayerFlowNode[], edges: LinkFlowEdge[], sheet: Sheet): Folded => {
    if (sheet.document.groups.length === 0) return { groups: [], layers, stubs: [], edges };
    const shown = shownNodes(sheet.document, sheet.inside);
    const groups = groupNodes(sheet);
    const own = layers.filter(({ id }) => shown.get(id as LayerId) === id);
    const stubs = drawStubs(sheet.document, edges, shown, [...groups, ...own]);
    return { groups, layers: own, stubs: keepStubs(stubs), edges: foldEdges(edges, shown, stubs) };
  };
}

/** Drawn straight: the points that a link is drawn through belong to the layers at its ends. */
function plain({ data }: LinkFlowEdge): LinkEdgeData {
  return { tensor: data?.tensor, issue: data?.issue };
}

/** Links between the same two cards are drawn as one. */
function merged(first: LinkFlowEdge, other: LinkFlowEdge): LinkFlowEdge {
  return {
    ...first,
    data: {
      tensor: first.data?.tensor ?? other.data?.tensor,
      issue: first.data?.issue ?? other.data?.issue,
      links: [...(first.data?.links ?? [linkIdOf(first.id)]), linkIdOf(other.id)],
    },
  };
}

function sameEdge(a: LinkFlowEdge, b: LinkFlowEdge): boolean {
  return (
    a.source === b.source &&
    a.target === b.target &&
    a.sourceHandle === b.sourceHandle &&
    a.targetHandle === b.targetHandle &&
    a.ariaLabel === b.ariaLabel &&
    a.data?.tensor === b.data?.tensor &&
    a.data?.issue === b.data?.issue &&
    a.data?.links?.join() === b.data?.links?.join()
  );
}

function groupNode(
  known: ReadonlyMap<string, GroupFlowNode>,
  { id: group, group: about, box }: Extract<Item, { kind: 'group' }>,
  summary: GroupSummary,
  depth: number,
): GroupFlowNode {
  const id = about.collapsed ? nodeOfGroup(group) : `${FRAME_PREFIX}${group}`;
  const before = known.get(id);
  const same =
    before?.data.group === about &&
    sameSummary(before.data.summary, summary) &&
    sameBox({ ...before.position, width: before.width ?? 0, height: before.height ?? 0 }, box);
  if (before && same) return before;
  const size = { width: box.width, height: box.height };
  return {
    id,
    position: { x: box.x, y: box.y },
    selected: false,
    data: { group: about, summary },
    ...size,
    measured: size,
    ariaLabel: enGroups.describe(about.name, summary, about.collapsed),
    ...(about.collapsed
      ? { type: 'group-card', zIndex: levelOf(false), handles: [dot('in', box), dot('out', box)] }
      : {
          type: 'group-frame',
          connectable: false,
          zIndex: FRAME_LEVEL + depth,
          // The title takes the pointer: what lies inside a frame is reached through it.
          style: { pointerEvents: 'none' },
          dragHandle: '.group-title',
        }),
  };
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

const DOT = 10;

/** Links of a card end in the middle of its sides. */
function dot(id: 'in' | 'out', { width, height }: Box): NodeHandle {
  return {
    id,
    type: id === 'in' ? 'target' : 'source',
    position: id === 'in' ? Side.Left : Side.Right,
    x: (id === 'in' ? 0 : width) - DOT / 2,
    y: (height - DOT) / 2,
    width: DOT,
    height: DOT,
  };
}

/**
 * What happens to a card or a frame happens to the layers in it. Leaving a frame says nothing about its layers:
 * they are on the sheet themselves. Deselecting comes first, so that it takes nothing back.
 */
export function unfoldChanges<N extends Node>(
  changes: readonly NodeChange<N>[],
  document: NetworkDocument,
): readonly NodeChange<N>[] {
  if (!changes.some((change) => 'id' in change && groupIdOf(change.id) !== undefined)) return changes;
  const drawn = new Drawn(document);
  const places = new Map(document.layers.map(({ id, position }) => [id, position]));
  const unfolded = changes.flatMap((change): NodeChange<N>[] => {
    const group = 'id' in change ? groupIdOf(change.id) : undefined;
    if (group === undefined) return [change];
    const layers = [...drawn.tree.layersOf(group)];
    if (change.type === 'select') {
      if (!change.selected && !drawn.tree.get(group)?.collapsed) return [];
      return layers.map((id) => ({ type: 'select', id, selected: change.selected }));
    }
    const box = drawn.boxOf(group);
    if (change.type !== 'position' || !change.position || !box) return [];
    const by = { x: change.position.x - box.x, y: change.position.y - box.y };
    return layers.flatMap((id) => {
      const place = places.get(id);
      return place ? [{ type: 'position', id, position: { x: place.x + by.x, y: place.y + by.y } }] : [];
    });
  });
  const order = (change: NodeChange<N>) => (change.type === 'select' && change.selected ? 1 : 0);
  return unfolded.sort((one, other) => order(one) - order(other));
}

/** A link that stands for several is chosen with all of them. */
export function unfoldLinks(
  changes: readonly EdgeChange<LinkFlowEdge>[],
  edges: readonly LinkFlowEdge[],
): readonly EdgeChange<LinkFlowEdge>[] {
  return changes.flatMap((change) => {
    const links =
      change.type === 'select' ? edges.find(({ id }) => id === change.id)?.data?.links : undefined;
    return links && change.type === 'select' ? links.map((id) => ({ ...change, id })) : [change];
  });
}

/**
 * What enters and leaves a group that is shown by itself: small cards at its left and right edge that name the
 * layers outside, with the links that come from there or go there.
 */
import { type Node, Position as Side } from '@xyflow/react';
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { LayerFlowNode, LinkFlowEdge } from '../canvas/flow-elements.ts';
import { type Box, unionOf } from './drawn.ts';
import type { GroupFlowNode } from './group-node.ts';

export interface StubData extends Record<string, unknown> {
  /** The layer outside. */
  readonly layer: LayerId;
  readonly name: string;
  readonly side: 'from' | 'to';
}
export type StubFlowNode = Node<StubData, 'group-stub'>;

const SIZE = { width: 176, height: 36 };
const GAP = 64;
/** Of both sides, with the room between them and what is inside. */
export const STUBS_WIDTH = 2 * (SIZE.width + GAP);
const ROW_GAP = 10;
const DOT = 10;

interface Ends {
  readonly edge: LinkFlowEdge;
  readonly side: StubData['side'];
  readonly outer: LayerId;
  /** The node inside, and its port. */
  readonly inner: string;
  readonly port: string | null;
}

export interface Stubs {
  readonly nodes: readonly StubFlowNode[];
  readonly edges: readonly LinkFlowEdge[];
}

export function drawStubs(
  document: NetworkDocument,
  edges: readonly LinkFlowEdge[],
  shown: ReadonlyMap<LayerId, string>,
  inside: readonly InnerNode[],
): Stubs {
  const crossing = edges.flatMap((edge) => endsOf(edge, shown) ?? []);
  const around = unionOf(inside.map(boxOf));
  if (!around || crossing.length === 0) return { nodes: [], edges: [] };
  const byId = new Map(inside.map((node) => [node.id, node]));
  const names = new Map(document.layers.map(({ id, name }) => [id, name]));
  const nodes = (['from', 'to'] as const).flatMap((side) => {
    const heights = new Map<LayerId, number[]>();
    for (const ends of crossing) {
      if (ends.side !== side) continue;
      const y = heightOf(byId.get(ends.inner), ends.port);
      heights.set(ends.outer, [...(heights.get(ends.outer) ?? []), y]);
    }
    const wanted = [...heights].map(([layer, rows]) => ({
      layer,
      y: rows.reduce((sum, y) => sum + y, 0) / rows.length - SIZE.height / 2,
    }));
    let free = -Infinity;
    const rows = wanted
      .sort((one, other) => one.y - other.y)
      .map(({ layer, y }) => {
        const place = Math.max(y, free);
        free = place + SIZE.height + ROW_GAP;
        return { layer, y: place };
      });
    const linked = crossing.flatMap((ends) => (ends.side === side ? (byId.get(ends.inner) ?? []) : []));
    const x = columnOf(side, linked, rows, inside, around);
    return rows.map(({ layer, y }) => stub({ layer, name: names.get(layer) ?? layer, side }, { x, y }));
  });
  const drawn = new Map(crossing.map((ends) => [keyOf(ends), stubEdge(ends)]));
  return { nodes, edges: [...drawn.values()] };
}

type InnerNode = LayerFlowNode | GroupFlowNode;

/** Beside what the stubs are linked to where there is room, else at the edge of all that is inside. */
function columnOf(
  side: StubData['side'],
  linked: readonly InnerNode[],
  rows: readonly { readonly y: number }[],
  inside: readonly InnerNode[],
  around: Box,
): number {
  const beside = (box: Box) => (side === 'from' ? box.x - GAP - SIZE.width : box.x + box.width + GAP);
  const near = unionOf(linked.map(boxOf));
  const [first, last] = [rows[0], rows.at(-1)];
  if (!near || !first || !last) return beside(around);
  const x = beside(near);
  const [top, bottom] = [first.y - ROW_GAP, last.y + SIZE.height + ROW_GAP];
  const covered = inside
    .map(boxOf)
    .some(
      (box) =>
        box.x < x + SIZE.width + GAP &&
        x - GAP < box.x + box.width &&
        box.y < bottom &&
        top < box.y + box.height &&
        !(box.x >= near.x && box.x + box.width <= near.x + near.width),
    );
  return covered ? beside(around) : x;
}

function boxOf({ position, width = 0, height = 0 }: InnerNode): Box {
  return { ...position, width, height };
}

const idOf = (side: StubData['side'], layer: LayerId) => `stub-${side}:${layer}`;
const keyOf = ({ side, outer, inner, port }: Ends) => `${side} ${outer} ${inner} ${port}`;

function endsOf(edge: LinkFlowEdge, shown: ReadonlyMap<LayerId, string>): Ends | undefined {
  const source = shown.get(edge.source as LayerId);
  const target = shown.get(edge.target as LayerId);
  if (source === undefined && target !== undefined) {
    const port = target === edge.target ? (edge.targetHandle ?? null) : 'in';
    return { edge, side: 'from', outer: edge.source as LayerId, inner: target, port };
  }
  if (source !== undefined && target === undefined) {
    const port = source === edge.source ? (edge.sourceHandle ?? null) : 'out';
    return { edge, side: 'to', outer: edge.target as LayerId, inner: source, port };
  }
  return undefined;
}

/** Of the port that a link ends at. */
function heightOf(node: LayerFlowNode | GroupFlowNode | undefined, port: string | null): number {
  const handle = node?.handles?.find(({ id }) => id === port);
  return (node?.position.y ?? 0) + (handle ? handle.y + DOT / 2 : (node?.height ?? 0) / 2);
}

function stubEdge({ edge, side, outer, inner, port }: Ends): LinkFlowEdge {
  const id = idOf(side, outer);
  return {
    ...edge,
    ...(side === 'from'
      ? { source: id, sourceHandle: 'out', target: inner, targetHandle: port }
      : { source: inner, sourceHandle: port, target: id, targetHandle: 'in' }),
    data: { tensor: edge.data?.tensor, issue: edge.data?.issue },
    selectable: false,
    reconnectable: false,
  };
}

function stub(data: StubData, position: StubFlowNode['position']): StubFlowNode {
  const from = data.side === 'from';
  return {
    id: idOf(data.side, data.layer),
    type: 'group-stub',
    position,
    data,
    ...SIZE,
    measured: SIZE,
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    handles: [
      {
        id: from ? 'out' : 'in',
        type: from ? 'source' : 'target',
        position: from ? Side.Right : Side.Left,
        x: (from ? SIZE.width : 0) - DOT / 2,
        y: (SIZE.height - DOT) / 2,
        width: DOT,
        height: DOT,
      },
    ],
  };
}

export function sameStub(a: StubFlowNode, b: StubFlowNode): boolean {
  return (
    a.id === b.id &&
    a.data.name === b.data.name &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y
  );
}

/** A whole network as it stands on its sheet, wherever the canvas looks and whatever is selected. */
import { Position as Side } from '@xyflow/react';
import type { NetworkDocument, Position } from '../../core/document/schema.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { cardsAmong } from '../canvas/card-obstacles.ts';
import { createFlowElements, type LinkFlowEdge } from '../canvas/flow-elements.ts';
import { linkLine, linkWidth } from '../canvas/link-line.ts';
import { type CanvasNode, createNoteElements } from '../canvas/note-elements.ts';
import type { Obstacles } from '../canvas/obstacles.ts';
import { type Box, unionOf } from '../groups/drawn.ts';
import { createGroupElements } from '../groups/group-elements.ts';

export interface SceneLink {
  readonly id: string;
  readonly path: string;
  readonly width: number;
  readonly severity: 'error' | 'warning' | undefined;
}

export interface Scene {
  /** From the back to the front: frames, then links, then cards and comments. */
  readonly behind: readonly CanvasNode[];
  readonly links: readonly SceneLink[];
  readonly front: readonly CanvasNode[];
  readonly box: Box;
}

/** Room for names of ports, the pile below a card, lines that lead back. */
const MARGIN = 40;
const NOTHING_MOVED: ReadonlyMap<string, Position> = new Map();

/** Undefined where nothing is drawn. */
export function buildScene(document: NetworkDocument, analysis: NetworkAnalysis): Scene | undefined {
  const elements = createFlowElements();
  const layers = elements.nodes(document, analysis);
  const edges = elements.edges(document, analysis);
  const notes = createNoteElements()(document);
  const folded = createGroupElements()(layers, edges, {
    document,
    analysis,
    dragged: NOTHING_MOVED,
    inside: undefined,
  });
  const level = ({ zIndex = 0 }: CanvasNode) => zIndex;
  const nodes = [...notes, ...folded.groups, ...folded.layers].sort((a, b) => level(a) - level(b));
  const bends = folded.edges.flatMap(({ data }) => data?.bends ?? []);
  const drawn = unionOf([...nodes.map(boxOf), ...bends.map(({ x, y }) => ({ x, y, width: 0, height: 0 }))]);
  if (!drawn) return undefined;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const obstacles = cardsAmong(nodes);
  return {
    behind: nodes.filter((node) => level(node) < 0),
    links: folded.edges.flatMap((edge) => linkOf(edge, byId, obstacles) ?? []),
    front: nodes.filter((node) => level(node) >= 0),
    box: {
      x: drawn.x - MARGIN,
      y: drawn.y - MARGIN,
      width: drawn.width + 2 * MARGIN,
      height: drawn.height + 2 * MARGIN,
    },
  };
}

function boxOf({ position, width = 0, height = 0 }: CanvasNode): Box {
  return { ...position, width, height };
}

function linkOf(
  edge: LinkFlowEdge,
  nodes: ReadonlyMap<string, CanvasNode>,
  obstacles: Obstacles,
): SceneLink | undefined {
  const source = endOf(nodes.get(edge.source), edge.sourceHandle, 'source');
  const target = endOf(nodes.get(edge.target), edge.targetHandle, 'target');
  if (!source || !target) return undefined;
  const ends = {
    sourceX: source.x,
    sourceY: source.y,
    sourcePosition: Side.Right,
    targetX: target.x,
    targetY: target.y,
    targetPosition: Side.Left,
  };
  const [path] = linkLine(ends, edge.data?.bends, obstacles);
  return { id: edge.id, path, width: linkWidth(edge.data?.tensor), severity: edge.data?.issue?.severity };
}

/** Lines end at the outer side of a port's dot. */
function endOf(
  node: CanvasNode | undefined,
  port: string | null | undefined,
  side: 'source' | 'target',
): Position | undefined {
  const handle = node?.handles?.find(({ id, type }) => id === port && type === side);
  if (!node || !handle) return undefined;
  const { width = 0, height = 0 } = handle;
  return {
    x: node.position.x + handle.x + (side === 'source' ? width : 0),
    y: node.position.y + handle.y + height / 2,
  };
}

/** Everything that is drawn of a document, where it stands, and what lies in an area or under a point. */
import type { Position } from '../../core/document/schema.ts';
import { cardsAmong } from '../canvas/card-obstacles.ts';
import type { LinkFlowEdge } from '../canvas/flow-elements.ts';
import { type Ends, linkLine } from '../canvas/link-line.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import { type Places, unionOf } from '../groups/drawn.ts';
import type { Box } from '../state/frames.ts';
import { endsOf } from './link-ends.ts';

/** Boxes in a row of numbers, which thousands of them are looked through in no time. */
class Boxes {
  readonly #sides: Float64Array;

  constructor(boxes: readonly Box[]) {
    this.#sides = new Float64Array(boxes.length * 4);
    boxes.forEach(({ x, y, width, height }, index) => {
      this.#sides.set([x, y, x + width, y + height], index * 4);
    });
  }

  /** Which of them reach into an area, in their order. */
  within({ x, y, width, height }: Box): number[] {
    const found: number[] = [];
    const sides = this.#sides;
    const [right, bottom] = [x + width, y + height];
    for (let at = 0; at < sides.length; at += 4) {
      const apart =
        (sides[at] ?? 0) > right ||
        (sides[at + 1] ?? 0) > bottom ||
        (sides[at + 2] ?? 0) < x ||
        (sides[at + 3] ?? 0) < y;
      if (!apart) found.push(at / 4);
    }
    return found;
  }
}

/** Room that a line may need beside the box around its ends and bends: curves bulge, lines lead back. */
const BULGE = 120;

type Line = readonly [path: string, x: number, y: number];

interface KnownLine {
  readonly ground: object;
  readonly edge: LinkFlowEdge;
  readonly ends: Ends;
  readonly line: Line;
}

/** What stands where. Kept while nothing moves, comes or goes, with all that was found out about it. */
class Ground {
  readonly places: ReadonlyMap<string, number>;
  /** Lines around cards, which hold as long as nothing moves. */
  readonly routed = new Map<string, KnownLine>();
  /** Lines that hang on their ends alone, and so hold beyond that. */
  readonly plain: Map<string, KnownLine>;
  #boxes: Boxes | undefined;
  #edgeBoxes: { readonly edges: readonly LinkFlowEdge[]; readonly boxes: Boxes } | undefined;

  constructor(
    readonly nodes: readonly CanvasNode[],
    before: Ground | undefined,
  ) {
    this.places = new Map(nodes.map(({ id }, index) => [id, index]));
    this.plain = before?.plain ?? new Map();
  }

  node(id: string): CanvasNode | undefined {
    return this.nodes[this.places.get(id) ?? -1];
  }

  endsOf(edge: LinkFlowEdge, places?: Places): Ends | undefined {
    return endsOf(edge, this.node(edge.source), this.node(edge.target), places);
  }

  edgeBoxes(edges: readonly LinkFlowEdge[]): Boxes {
    const known = this.#edgeBoxes;
    const same =
      known?.edges.length === edges.length &&
      edges.every((edge, index) => sameWay(edge, known.edges[index] ?? edge));
    if (known && same) return known.boxes;
    const boxes = new Boxes(edges.map((edge) => boxOfEdge(edge, this.endsOf(edge))));
    this.#edgeBoxes = { edges, boxes };
    return boxes;
  }

  get boxes(): Boxes {
    this.#boxes ??= new Boxes(this.nodes.map(boxOfNode));
    return this.#boxes;
  }

  isOf(nodes: readonly CanvasNode[]): boolean {
    return (
      nodes.length === this.nodes.length &&
      nodes.every((node, index) => {
        const known = this.nodes[index];
        return known === node || (known !== undefined && stand(known, node));
      })
    );
  }
}

export class Sheet {
  private readonly ground: Ground;

  /** `before` is the same drawing a moment ago. */
  constructor(
    /** From the back to the front, as far as they have the same level. */
    readonly nodes: readonly CanvasNode[],
    readonly edges: readonly LinkFlowEdge[],
    before?: Sheet,
  ) {
    this.ground = before?.ground.isOf(nodes) ? before.ground : new Ground(nodes, before?.ground);
  }

  /** Nodes that stand where those of the sheet do: the same list while nothing moves. */
  get standing(): readonly CanvasNode[] {
    return this.ground.nodes;
  }

  node(id: string): CanvasNode | undefined {
    const place = this.ground.places.get(id);
    return place === undefined ? undefined : this.nodes[place];
  }

  /** The node that comes before or after another one for the keyboard. */
  beside(id: string, step: 1 | -1): CanvasNode | undefined {
    const place = this.ground.places.get(id);
    if (place === undefined) return undefined;
    for (let at = place + step; at >= 0 && at < this.nodes.length; at += step) {
      if (this.nodes[at]?.focusable !== false) return this.nodes[at];
    }
    return undefined;
  }

  nodesIn(area: Box): readonly CanvasNode[] {
    return pick(this.nodes, this.ground.boxes.within(area));
  }

  /** Links whose lines may run through an area. */
  edgesIn(area: Box): readonly LinkFlowEdge[] {
    return pick(this.edges, this.ground.edgeBoxes(this.edges).within(area));
  }

  /** The line of a link as a path and a point in its middle: around cards, or plain. */
  lineOf(edge: LinkFlowEdge, plain: boolean): Line | undefined {
    const ground = this.ground;
    const lines = plain ? ground.plain : ground.routed;
    const known = lines.get(edge.id);
    if (known?.ground === ground && sameWay(known.edge, edge)) return known.line;
    const ends = ground.endsOf(edge);
    if (!ends) return undefined;
    const holds = plain && known?.edge.data?.bends === edge.data?.bends && sameEnds(known?.ends, ends);
    const line =
      known && holds
        ? known.line
        : linkLine(ends, edge.data?.bends, plain ? undefined : cardsAmong(this.standing));
    lines.set(edge.id, { ground, edge, ends, line });
    return line;
  }

  /** To and from nodes that are dragged. */
  movedLineOf(edge: LinkFlowEdge, places: Places): Line | undefined {
    const ends = this.ground.endsOf(edge, places);
    return ends && linkLine(ends, edge.data?.bends);
  }
}

function boxOfEdge({ data }: LinkFlowEdge, ends: Ends | undefined): Box {
  if (!ends) return { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
  const points = [
    { x: ends.sourceX, y: ends.sourceY },
    { x: ends.targetX, y: ends.targetY },
    ...(data?.bends ?? []),
  ];
  const around = unionOf(points.map((point) => ({ ...point, width: 0, height: 0 })));
  return around ? grown(around, BULGE) : { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
}

function sameEnds(one: Ends | undefined, other: Ends): boolean {
  return (
    one?.sourceX === other.sourceX &&
    one.sourceY === other.sourceY &&
    one.targetX === other.targetX &&
    one.targetY === other.targetY
  );
}

function stand(one: CanvasNode, other: CanvasNode): boolean {
  return (
    one.id === other.id &&
    one.position.x === other.position.x &&
    one.position.y === other.position.y &&
    one.width === other.width &&
    one.height === other.height
  );
}

function sameWay(one: LinkFlowEdge, other: LinkFlowEdge): boolean {
  return (
    one === other ||
    (one.source === other.source &&
      one.target === other.target &&
      one.sourceHandle === other.sourceHandle &&
      one.targetHandle === other.targetHandle &&
      one.data?.bends === other.data?.bends)
  );
}

/** Up to this many nodes all are elements of the page. */
const MANY_NODES = 200;

export function isLarge({ nodes }: Sheet): boolean {
  return nodes.length > MANY_NODES;
}

export function boxOfNode({ position, width = 0, height = 0 }: CanvasNode): Box {
  return { ...position, width, height };
}

export function holdsPoint({ x, y, width, height }: Box, point: Position): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** Whether the first box holds all of the second one. */
export function holdsBox(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export function overlap(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** What is drawn last lies on top. */
export function lastWhere<T>(all: readonly T[], test: (one: T) => boolean): T | undefined {
  for (let at = all.length - 1; at >= 0; at--) {
    const one = all[at];
    if (one !== undefined && test(one)) return one;
  }
  return undefined;
}

function pick<T>(all: readonly T[], indices: readonly number[]): readonly T[] {
  return indices.flatMap((index) => all[index] ?? []);
}

/** The drawing as a graph: who feeds whom, in which order layers compute, and where links run in a circle. */
import type { Layer, LayerId, Link, NetworkDocument } from '../document/schema.ts';

export interface Cycle {
  /** In the direction of the links; the last one feeds the first. */
  readonly layers: readonly Layer[];
  /** The link that closes the circle: the one drawn last. */
  readonly closing: Link;
}

export interface Graph {
  readonly layers: ReadonlyMap<LayerId, Layer>;
  /** In the order in which the links stand in the document. */
  readonly incoming: ReadonlyMap<LayerId, readonly Link[]>;
  readonly outgoing: ReadonlyMap<LayerId, readonly Link[]>;
  /** Every layer after those that feed it. Layers on a circle, or behind one, come last. */
  readonly order: readonly LayerId[];
  readonly cycles: readonly Cycle[];
  /** Layers from which links lead to an Output, and the Outputs themselves. */
  readonly leadsToOutput: ReadonlySet<LayerId>;
  readonly hasOutput: boolean;
}

export function isInput(layer: Layer): boolean {
  return layer.type === 'Input';
}

export function isOutput(layer: Layer): boolean {
  return layer.type === 'Output';
}

/** The last graph of a list of links: most edits change no link, and no layer's id or type. */
const KNOWN = new WeakMap<readonly Link[], { readonly drawn: readonly Layer[]; readonly graph: Graph }>();

export function buildGraph(document: NetworkDocument): Graph {
  const layers = new Map(document.layers.map((layer) => [layer.id, layer]));
  const known = KNOWN.get(document.links);
  const graph =
    known && sameKinds(known.drawn, document.layers)
      ? { ...known.graph, layers }
      : drawGraph(document, layers);
  // Circles name their layers, which may be called something else by then.
  if (graph.cycles.length === 0) KNOWN.set(document.links, { drawn: document.layers, graph });
  return graph;
}

function sameKinds(one: readonly Layer[], other: readonly Layer[]): boolean {
  return (
    one.length === other.length &&
    one.every((layer, index) => layer.id === other[index]?.id && layer.type === other[index]?.type)
  );
}

function drawGraph(document: NetworkDocument, layers: Graph['layers']): Graph {
  const incoming = groupBy(document.links, (link) => link.to.layer);
  const outgoing = groupBy(document.links, (link) => link.from.layer);
  const sorted = topologicalOrder(document, outgoing);
  const done = new Set(sorted);
  const rest = document.layers.filter((layer) => !done.has(layer.id));
  const ends = document.layers.filter(isOutput).map((layer) => layer.id);
  return {
    layers,
    incoming,
    outgoing,
    order: [...sorted, ...rest.map((layer) => layer.id)],
    cycles: rest.length === 0 ? [] : findCycles(document.links, layers, done, outgoing),
    leadsToOutput: reach(ends, (id) => (incoming.get(id) ?? []).map((link) => link.from.layer)),
    hasOutput: ends.length > 0,
  };
}

/** Whether following links from one layer arrives at the other; a layer arrives at itself. */
export function arrivesAt(graph: Pick<Graph, 'outgoing'>, from: LayerId, to: LayerId): boolean {
  return findPath(graph.outgoing, from, to) !== undefined;
}

function groupBy(
  links: readonly Link[],
  keyOf: (link: Link) => LayerId,
): ReadonlyMap<LayerId, readonly Link[]> {
  const groups = new Map<LayerId, Link[]>();
  for (const link of links) {
    const group = groups.get(keyOf(link));
    if (group) group.push(link);
    else groups.set(keyOf(link), [link]);
  }
  return groups;
}

/** Kahn's algorithm; layers that are ready together keep the document's order. */
function topologicalOrder(document: NetworkDocument, outgoing: Graph['outgoing']): LayerId[] {
  const waitingFor = new Map<LayerId, number>();
  for (const { to } of document.links) waitingFor.set(to.layer, (waitingFor.get(to.layer) ?? 0) + 1);
  const order = document.layers.filter((layer) => !waitingFor.has(layer.id)).map((layer) => layer.id);
  for (const id of order) {
    for (const { to } of outgoing.get(id) ?? []) {
      const left = (waitingFor.get(to.layer) ?? 0) - 1;
      waitingFor.set(to.layer, left);
      if (left === 0) order.push(to.layer);
    }
  }
  return order;
}

/** Circles that share no layer, each found from its youngest link. */
function findCycles(
  links: readonly Link[],
  layers: Graph['layers'],
  sorted: ReadonlySet<LayerId>,
  outgoing: Graph['outgoing'],
): Cycle[] {
  const cycles: Cycle[] = [];
  const told = new Set<LayerId>();
  for (const closing of [...links].reverse()) {
    const { from, to } = closing;
    if (sorted.has(from.layer) || sorted.has(to.layer) || told.has(from.layer) || told.has(to.layer))
      continue;
    const path = findPath(outgoing, to.layer, from.layer);
    if (!path) continue;
    for (const id of path) told.add(id);
    cycles.push({ closing, layers: path.flatMap((id) => layers.get(id) ?? []) });
  }
  return cycles;
}

/** The shortest way along the links, both ends included. */
function findPath(outgoing: Graph['outgoing'], from: LayerId, to: LayerId): LayerId[] | undefined {
  const cameFrom = new Map<LayerId, LayerId | undefined>([[from, undefined]]);
  for (const [id] of cameFrom) {
    if (id === to) break;
    for (const link of outgoing.get(id) ?? []) {
      if (!cameFrom.has(link.to.layer)) cameFrom.set(link.to.layer, id);
    }
  }
  if (!cameFrom.has(to)) return undefined;
  const path: LayerId[] = [];
  for (let id: LayerId | undefined = to; id !== undefined; id = cameFrom.get(id)) path.push(id);
  return path.reverse();
}

function reach(starts: readonly LayerId[], next: (id: LayerId) => readonly LayerId[]): ReadonlySet<LayerId> {
  const reached = new Set(starts);
  for (const id of reached) for (const other of next(id)) reached.add(other);
  return reached;
}

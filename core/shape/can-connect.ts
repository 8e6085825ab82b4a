/** Whether a link may be drawn, asked while the mouse still holds it. */
import { newLinkId } from '../document/ids.ts';
import type { Layer, LayerId, Link, LinkId, NetworkDocument } from '../document/schema.ts';
import { listed, quoted } from '../issues/drawing.ts';
import { nameLayers } from '../issues/fixes.ts';
import type { Problem } from '../issues/issue.ts';
import { findLayer } from '../layers/registry.ts';
import type { NetworkAnalysis } from './analysis.ts';
import { isBypassed } from './bypass.ts';
import { arrivesAt, buildGraph, type Graph } from './graph.ts';
import { inferLayer, parseLayer } from './infer-layer.ts';
import type { TensorType } from './tensor-type.ts';

export interface Endpoint {
  readonly layer: LayerId;
  readonly port: string;
}

export type Connection =
  | {
      readonly ok: true;
      /** The link that gives way, where the port takes only one. */
      readonly replaces?: LinkId;
      /** The link may be drawn, but what flows along it does not fit yet. */
      readonly warning?: Problem;
    }
  | { readonly ok: false; readonly problem: Problem };

/** `from` is an output, `to` an input. */
export function canConnect(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  from: Endpoint,
  to: Endpoint,
): Connection {
  const graph = buildGraph(document);
  const source = graph.layers.get(from.layer);
  const target = graph.layers.get(to.layer);
  if (!source || !target) return refuse('no-such-layer', 'One end of this link is on a layer that is gone.');
  const fault = endFault(source, from, target, to) ?? pathFault(graph, source, target);
  if (fault) return fault;
  const arriving = graph.incoming.get(target.id) ?? [];
  const same = arriving.filter((link) => link.to.port === to.port);
  if (same.some((link) => link.from.layer === from.layer && link.from.port === from.port)) {
    return refuse('already-linked', `${quoted(source)} and ${quoted(target)} are linked already.`);
  }
  const multiple = portsOf(target)?.inputs.find(({ id }) => id === to.port)?.multiple;
  const [present] = multiple ? [] : same;
  const warning = fitWarning(document, graph, analysis, { from, to }, present?.id);
  return { ok: true, ...(present && { replaces: present.id }), ...(warning && { warning }) };
}

function endFault(source: Layer, from: Endpoint, target: Layer, to: Endpoint): Connection | undefined {
  const outputs = portsOf(source)?.outputs;
  const inputs = portsOf(target)?.inputs;
  const leaves = outputs?.some(({ id }) => id === from.port) ?? true;
  const enters = inputs?.some(({ id }) => id === to.port) ?? true;
  if (leaves && enters) return undefined;
  const backwards =
    portsOf(source)?.inputs.some(({ id }) => id === from.port) ||
    portsOf(target)?.outputs.some(({ id }) => id === to.port);
  if (backwards) {
    return refuse(
      'wrong-direction',
      'A link goes from the output of one layer, on its right, to the input of another, on its left.',
    );
  }
  const [layer, side, known] = leaves
    ? ([target, 'input', inputs ?? []] as const)
    : ([source, 'output', outputs ?? []] as const);
  const has = known.length > 0 ? `It has ${listed(known.map(({ id }) => `"${id}"`))}.` : `It has no ${side}.`;
  return refuse('unknown-port', `${quoted(layer)} has no ${side} "${leaves ? to.port : from.port}". ${has}`);
}

function pathFault(graph: Graph, source: Layer, target: Layer): Connection | undefined {
  if (source === target) {
    return refuse('cycle', `${quoted(source)} cannot be linked to itself: numbers pass through once.`);
  }
  if (!arrivesAt(graph, target.id, source.id)) return undefined;
  return refuse(
    'cycle',
    `This link would close a circle: ${quoted(source)} already works on what ${quoted(target)} makes. Numbers pass through a network once.`,
  );
}

/** What the layer would say of the new link, if all its other inputs are known. */
function fitWarning(
  document: NetworkDocument,
  graph: Graph,
  analysis: NetworkAnalysis,
  { from, to }: Pick<Link, 'from' | 'to'>,
  replaced: LinkId | undefined,
): Problem | undefined {
  const target = graph.layers.get(to.layer);
  const definition = target && findLayer(target.type);
  if (!definition || isBypassed(target)) return undefined;
  const parsed = parseLayer(definition, target);
  const { params, ports } = parsed;
  const links = [
    ...(graph.incoming.get(target.id) ?? []).filter(({ id }) => id !== replaced),
    { id: newLinkId(document), from, to },
  ];
  const incoming = ports.inputs.flatMap(({ id }) => links.filter((link) => link.to.port === id));
  const types = incoming.map((link) => typeFrom(graph, analysis, link.from));
  const known = types.filter((type) => type !== undefined);
  const complete = ports.inputs.every(({ id }) => links.some((link) => link.to.port === id));
  if (!params || !complete || known.length < types.length) return undefined;
  const [problem] = inferLayer(parsed, params, known).problems;
  if (!problem) return undefined;
  const drawing = { document, layers: graph.layers };
  return { ...problem, message: nameLayers(problem, { drawing, layer: target, incoming }) };
}

function typeFrom(graph: Graph, analysis: NetworkAnalysis, from: Endpoint): TensorType | undefined {
  const layer = graph.layers.get(from.layer);
  const index = layer ? portsOf(layer)?.outputs.findIndex(({ id }) => id === from.port) : undefined;
  return analysis.layers.get(from.layer)?.outputs?.[index ?? -1];
}

function portsOf(layer: Layer) {
  const definition = findLayer(layer.type);
  return definition && parseLayer(definition, layer).ports;
}

function refuse(code: string, message: string): Connection {
  return { ok: false, problem: { code, severity: 'error', message } };
}

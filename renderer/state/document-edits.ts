/** Plans edits of a drawing as commands: where a new layer goes, what it is connected to, what a paste brings. */
import { apply, type Command } from '../../core/document/commands.ts';
import { newLayerId, newLinkId } from '../../core/document/ids.ts';
import type { Layer, LayerId, Link, LinkId, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { Port, Ports } from '../../core/layers/layer.ts';
import { defaultParams } from '../../core/layers/parameter.ts';
import { findLayer } from '../../core/layers/registry.ts';
import { COLUMN_GAP, LAYER_HEIGHT, LAYER_WIDTH, ROW_GAP, snap } from './layer-geometry.ts';

const NO_PORTS: Ports = { inputs: [], outputs: [] };

/** One end of a link. */
export interface PortRef {
  readonly layer: LayerId;
  readonly port: string;
}

/** Commands that were already tried on a copy of the document, so that later ones can build on earlier ones. */
class Plan {
  readonly commands: Command[] = [];

  constructor(public document: NetworkDocument) {}

  add(command: Command): void {
    this.document = apply(this.document, command);
    this.commands.push(command);
  }
}

const KNOWN_PORTS = new WeakMap<Layer, Ports>();

/** The ports that a layer of the document has now. None where its type is not known. */
export function portsOf(layer: Layer): Ports {
  const known = KNOWN_PORTS.get(layer);
  if (known) return known;
  const definition = findLayer(layer.type);
  const ports = definition?.ports({ ...defaultParams(definition.parameters), ...layer.params }) ?? NO_PORTS;
  KNOWN_PORTS.set(layer, ports);
  return ports;
}

function findPorts(document: NetworkDocument, id: LayerId): Ports {
  const layer = document.layers.find((candidate) => candidate.id === id);
  return layer ? portsOf(layer) : NO_PORTS;
}

/** The link that a port gives up when it takes another one. */
export function replacedLink(document: NetworkDocument, to: PortRef): LinkId | undefined {
  const port = findPorts(document, to.layer).inputs.find(({ id }) => id === to.port);
  if (port?.multiple) return undefined;
  return document.links.find((link) => link.to.layer === to.layer && link.to.port === to.port)?.id;
}

function connectIn(plan: Plan, from: PortRef, to: PortRef): void {
  const replaces = replacedLink(plan.document, to);
  const link: Link = { id: newLinkId(plan.document), from, to };
  plan.add(replaces === undefined ? { type: 'add-link', link } : { type: 'add-link', link, replaces });
}

/** Draws a link; a port that takes one gives up the one it had. */
export function planConnect(document: NetworkDocument, from: PortRef, to: PortRef): Command[] {
  const plan = new Plan(document);
  connectIn(plan, from, to);
  return plan.commands;
}

/** Moves the end of a link; a port that takes one gives up the one it had. */
export function planReconnect(
  document: NetworkDocument,
  link: LinkId,
  from: PortRef,
  to: PortRef,
): Command[] {
  const replaced = replacedLink(document, to);
  return [
    ...(replaced !== undefined && replaced !== link
      ? [{ type: 'remove-links', links: [replaced] } satisfies Command]
      : []),
    { type: 'add-link', link: { id: link, from, to }, replaces: link },
  ];
}

/** Where a new layer is wanted. Positions are those of its top left corner. */
export type Placement =
  | { readonly kind: 'at'; readonly position: Position }
  /**
   * Right of this layer and fed by it: before what it feeds already, or beside that as a branch. Without a layer:
   * behind the last one whose output is free.
   */
  | { readonly kind: 'after'; readonly layer: LayerId | undefined; readonly branch?: boolean }
  /** Where a link was dropped: the new layer is connected to the port that the link came from. */
  | {
      readonly kind: 'from-port';
      readonly port: PortRef;
      readonly side: 'input' | 'output';
      readonly position: Position;
    }
  | { readonly kind: 'on-link'; readonly link: LinkId; readonly position: Position };

export interface PlannedLayer {
  readonly id: LayerId;
  readonly commands: readonly Command[];
}

/** A new layer with its default parameters and `params` on top. */
export function planLayer(
  document: NetworkDocument,
  type: string,
  placement: Placement,
  params: Readonly<Record<string, unknown>> = {},
): PlannedLayer {
  const plan = new Plan(document);
  const id = newLayerId(document, type);
  const anchor = placement.kind === 'after' ? (placement.layer ?? lastLayer(document)) : undefined;
  const position = placement.kind === 'after' ? positionAfter(document, anchor) : placement.position;
  plan.add({ type: 'add-layer', layer: { id, type, name: id, params, position } });

  const { inputs, outputs } = findPorts(plan.document, id);
  const [input] = inputs;
  const [output] = outputs;
  switch (placement.kind) {
    case 'at':
      break;
    case 'after': {
      if (anchor === undefined || !input) break;
      const from = placement.layer === undefined ? freeOutput(document, anchor) : outputOf(document, anchor);
      if (!from) break;
      if (output && !placement.branch)
        goBetween(plan, { layer: id, port: output.id }, linksFrom(document, from));
      connectIn(plan, from, { layer: id, port: input.id });
      break;
    }
    case 'from-port':
      if (placement.side === 'output' && input)
        connectIn(plan, placement.port, { layer: id, port: input.id });
      if (placement.side === 'input' && output)
        connectIn(plan, { layer: id, port: output.id }, placement.port);
      break;
    case 'on-link': {
      const link = document.links.find((candidate) => candidate.id === placement.link);
      if (!link || !input || !output) break;
      goBetween(plan, { layer: id, port: output.id }, [link]);
      connectIn(plan, link.from, { layer: id, port: input.id });
      break;
    }
  }
  return { id, commands: plan.commands };
}

/** What the links led to is fed by an output instead, and moves on where there is too little room before it. */
function goBetween(plan: Plan, output: PortRef, links: readonly Link[]): void {
  makeRoom(plan, output.layer, links);
  for (const { id, to } of links) {
    plan.add({ type: 'add-link', link: { id: newLinkId(plan.document), from: output, to }, replaces: id });
  }
}

/** Room for a layer before what links lead to; what lies behind moves to the right where there is too little. */
function makeRoom(plan: Plan, id: LayerId, links: readonly Link[]): void {
  const placeOf = (layer: LayerId) => plan.document.layers.find((other) => other.id === layer)?.position;
  const [link] = links;
  const from = link && placeOf(link.from.layer);
  if (!from) return;
  const ahead = links.flatMap(({ to }) => {
    const place = placeOf(to.layer);
    return place && place.x > from.x ? [{ layer: to.layer, ...place }] : [];
  });
  if (ahead.length === 0) return;
  const next = Math.min(...ahead.map(({ x }) => x));
  const step = LAYER_WIDTH + COLUMN_GAP;
  const missing = Math.max(0, from.x + 2 * step - next);
  const y = ahead.length === 1 ? (from.y + (ahead[0]?.y ?? from.y)) / 2 : from.y;
  const positions: Record<string, Position> = {
    [id]: snap({ x: Math.max(from.x + step, (from.x + next) / 2), y }),
  };
  const behind = aheadOf(
    plan.document,
    ahead.map(({ layer }) => layer),
  );
  for (const layer of plan.document.layers) {
    if (missing === 0 || !behind.has(layer.id) || layer.position.x < next) continue;
    positions[layer.id] = { x: layer.position.x + missing, y: layer.position.y };
  }
  plan.add({ type: 'move-layers', positions });
}

/** Layers and all that follows them to the right; where the drawing goes back to begin another row, it ends. */
function aheadOf({ layers, links }: NetworkDocument, starts: readonly LayerId[]): ReadonlySet<LayerId> {
  const x = new Map(layers.map(({ id, position }) => [id, position.x]));
  const reached = new Set(starts);
  // A set hands out what is added to it while it is walked through.
  for (const layer of reached) {
    for (const { from, to } of links) {
      if (from.layer === layer && (x.get(to.layer) ?? 0) > (x.get(layer) ?? 0)) reached.add(to.layer);
    }
  }
  return reached;
}

/** The output of a layer that something behind it takes: a free one before one that feeds something. */
function outputOf(document: NetworkDocument, layer: LayerId): PortRef | undefined {
  const [first] = findPorts(document, layer).outputs;
  return freeOutput(document, layer) ?? (first && { layer, port: first.id });
}

function linksFrom({ links }: NetworkDocument, { layer, port }: PortRef): readonly Link[] {
  return links.filter(({ from }) => from.layer === layer && from.port === port);
}

/** The first output of a layer that feeds nothing yet. */
function freeOutput(document: NetworkDocument, layer: LayerId): PortRef | undefined {
  const port = findPorts(document, layer).outputs.find(
    ({ id }) => !document.links.some((link) => link.from.layer === layer && link.from.port === id),
  );
  return port && { layer, port: port.id };
}

/** The rightmost layer whose output is still free, or the rightmost of all. */
function lastLayer(document: NetworkDocument): LayerId | undefined {
  const rightmost = (layers: readonly Layer[]) =>
    layers.reduce<Layer | undefined>(
      (last, layer) => (last && last.position.x >= layer.position.x ? last : layer),
      undefined,
    )?.id;
  return (
    rightmost(document.layers.filter(({ id }) => freeOutput(document, id))) ?? rightmost(document.layers)
  );
}

function positionAfter(document: NetworkDocument, anchor: LayerId | undefined): Position {
  const layer = document.layers.find(({ id }) => id === anchor);
  if (!layer) return { x: 0, y: 0 };
  return freePosition(document, {
    x: layer.position.x + LAYER_WIDTH + COLUMN_GAP,
    y: layer.position.y,
  });
}

/** The wanted position, or the next one below it that covers no layer. */
function freePosition(document: NetworkDocument, wanted: Position): Position {
  const covers = (position: Position) =>
    document.layers.some(
      (layer) =>
        Math.abs(layer.position.x - position.x) < LAYER_WIDTH &&
        Math.abs(layer.position.y - position.y) < LAYER_HEIGHT,
    );
  let position = wanted;
  while (covers(position)) position = { x: position.x, y: position.y + LAYER_HEIGHT + ROW_GAP };
  return position;
}

/**
 * Connects two layers: the left one's first free output to the right one's first free input. Undefined where
 * they have no such ports.
 */
export function planConnectLayers(document: NetworkDocument, a: LayerId, b: LayerId): Command[] | undefined {
  const x = (id: LayerId) => document.layers.find((layer) => layer.id === id)?.position.x ?? 0;
  const [left, right] = x(a) <= x(b) ? [a, b] : [b, a];
  const outputs = findPorts(document, left).outputs;
  const output = freeOutput(document, left)?.port ?? outputs[0]?.id;
  const input = freeInput(document, right) ?? findPorts(document, right).inputs[0];
  if (output === undefined || !input) return undefined;
  return planConnect(document, { layer: left, port: output }, { layer: right, port: input.id });
}

function freeInput(document: NetworkDocument, layer: LayerId): Port | undefined {
  return findPorts(document, layer).inputs.find(
    ({ id, multiple }) =>
      multiple || !document.links.some((link) => link.to.layer === layer && link.to.port === id),
  );
}

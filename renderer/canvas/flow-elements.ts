/**
 * Derives what React Flow draws from the document and its analysis. Objects are kept while nothing about them
 * changed, so that an edit renders only the layers and links that it touched.
 */
import { type Edge, type Node, type NodeHandle, Position as Side } from '@xyflow/react';
import type { Layer, LayerId, Link, LinkId, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { Issue } from '../../core/issues/issue.ts';
import type { Port, Ports } from '../../core/layers/layer.ts';
import type { LayerAnalysis, NetworkAnalysis } from '../../core/shape/analysis.ts';
import { formatShape, type TensorType } from '../../core/shape/tensor-type.ts';
import { en } from '../i18n/en.ts';
import { enEditing } from '../i18n/en-editing.ts';
import { portsOf } from '../state/document-edits.ts';
import { LAYER_WIDTH, layerHeight, portOffset } from '../state/layer-geometry.ts';

export interface LayerNodeData extends Record<string, unknown> {
  readonly layer: Layer;
  readonly analysis: LayerAnalysis | undefined;
  readonly ports: Ports;
}
export type LayerFlowNode = Node<LayerNodeData, 'layer'>;

export interface LinkEdgeData extends Record<string, unknown> {
  readonly tensor: TensorType | undefined;
  readonly issue: Issue | undefined;
  readonly bends?: readonly Position[] | undefined;
  /** All links that it is drawn for, where it stands for several between groups. */
  readonly links?: readonly LinkId[];
}
export type LinkFlowEdge = Edge<LinkEdgeData, 'link'>;

/** React Flow takes plain strings back; only ids that we gave it come from there. */
export const layerIdOf = (id: string) => id as LayerId;
export const linkIdOf = (id: string) => id as LinkId;

/** What is selected, and so what is dragged, lies on what it is dragged over. */
export const levelOf = (selected: boolean) => (selected ? 2 : 0);

/** As the document has them: nothing is selected, nothing dragged. */
export interface FlowElements {
  nodes(document: NetworkDocument, analysis: NetworkAnalysis): LayerFlowNode[];
  edges(document: NetworkDocument, analysis: NetworkAnalysis): LinkFlowEdge[];
}

/** An edge, and what it was made of. */
interface KnownEdge {
  readonly link: Link;
  readonly source: LayerAnalysis | undefined;
  readonly ends: readonly [from: string | undefined, to: string | undefined];
  readonly edge: LinkFlowEdge;
}

export function createFlowElements(): FlowElements {
  let knownNodes = new Map<string, LayerFlowNode>();
  let knownEdges = new Map<string, KnownEdge>();

  return {
    nodes(document, analysis) {
      const strays = strayPorts(document);
      const nodes = document.layers.map((layer) => {
        const known = knownNodes.get(layer.id);
        const layerAnalysis = analysis.layers.get(layer.id);
        const stray = strays.get(layer.id);
        if (!known || known.data.analysis !== layerAnalysis || stray !== undefined) {
          return layerNode(layer, layerAnalysis, stray);
        }
        if (known.data.layer === layer) return known;
        return onlyMoved(known.data.layer, layer)
          ? { ...known, position: layer.position, data: { ...known.data, layer } }
          : layerNode(layer, layerAnalysis, stray);
      });
      knownNodes = new Map(nodes.map((node) => [node.id, node]));
      return nodes;
    },

    edges(document, analysis) {
      const names = new Map(document.layers.map(({ id, name }) => [id, name]));
      const issues = new Map(analysis.issues.flatMap((issue) => (issue.link ? [[issue.link, issue]] : [])));
      const after = new Map<string, KnownEdge>();
      const edges = document.links.map((link) => {
        const known = knownEdges.get(link.id);
        const source = analysis.layers.get(link.from.layer);
        const issue = issues.get(link.id);
        const ends = [names.get(link.from.layer), names.get(link.to.layer)] as const;
        if (
          known?.link === link &&
          known.source === source &&
          known.edge.data?.issue === issue &&
          known.ends[0] === ends[0] &&
          known.ends[1] === ends[1]
        ) {
          after.set(link.id, known);
          return known.edge;
        }
        const next = linkEdge(link, tensorOf(link, analysis), issue, names);
        const edge = known && sameEdge(known.edge, next) ? known.edge : next;
        after.set(link.id, { link, source, ends, edge });
        return edge;
      });
      knownEdges = after;
      return edges;
    },
  };
}

function onlyMoved(before: Layer, after: Layer): boolean {
  const keys = Object.keys(after) as (keyof Layer)[];
  return (
    keys.length === Object.keys(before).length &&
    keys.every((key) => key === 'position' || after[key] === before[key])
  );
}

function layerNode(
  layer: Layer,
  analysis: LayerAnalysis | undefined,
  stray: Ports | undefined,
): LayerFlowNode {
  const ports = withStrays(portsOf(layer), stray);
  const height = layerHeight(ports);
  const size = { width: LAYER_WIDTH, height };
  return {
    id: layer.id,
    type: 'layer',
    position: layer.position,
    selected: false,
    zIndex: levelOf(false),
    data: { layer, analysis, ports },
    draggable: !layer.locked,
    ...size,
    measured: size,
    handles: [
      ...ports.inputs.map((port, index) => handle(port, index, ports.inputs.length, height, 'target')),
      ...ports.outputs.map((port, index) => handle(port, index, ports.outputs.length, height, 'source')),
    ],
    ariaLabel: describeLayer(layer, analysis),
  };
}

/** Ports that links name but their layers do not have: of unknown layers, or of a file edited by hand. */
function strayPorts(document: NetworkDocument): ReadonlyMap<LayerId, Ports> {
  const known = new Map(document.layers.map((layer) => [layer.id, portsOf(layer)]));
  const strays = new Map<LayerId, { inputs: Port[]; outputs: Port[] }>();
  const note = (layer: LayerId, side: 'inputs' | 'outputs', id: string) => {
    if (known.get(layer)?.[side].some((port) => port.id === id)) return;
    const ports = strays.get(layer) ?? { inputs: [], outputs: [] };
    if (!ports[side].some((port) => port.id === id)) ports[side].push({ id, label: id });
    strays.set(layer, ports);
  };
  for (const { from, to } of document.links) {
    note(from.layer, 'outputs', from.port);
    note(to.layer, 'inputs', to.port);
  }
  return strays;
}

function withStrays({ inputs, outputs }: Ports, stray: Ports | undefined): Ports {
  return stray
    ? { inputs: [...inputs, ...stray.inputs], outputs: [...outputs, ...stray.outputs] }
    : { inputs, outputs };
}

const DOT = 10;

/** Where links end: the dot of the port on the card's edge. */
function handle(
  port: Port,
  index: number,
  count: number,
  height: number,
  type: 'source' | 'target',
): NodeHandle {
  return {
    id: port.id,
    type,
    position: type === 'source' ? Side.Right : Side.Left,
    x: (type === 'source' ? LAYER_WIDTH : 0) - DOT / 2,
    y: portOffset(height, index, count) - DOT / 2,
    width: DOT,
    height: DOT,
  };
}

/** The layer in one sentence, for a screen reader. */
export function describeLayer(layer: Layer, analysis: LayerAnalysis | undefined): string {
  const issues = analysis?.issues ?? [];
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const [output] = analysis?.outputs ?? [];
  const sentence = en.canvas.layer(
    analysis?.definition?.title ?? layer.type,
    layer.name,
    output && formatShape(output.shape),
    en.canvas.problems(errors, issues.length - errors),
  );
  return (
    sentence + enEditing.flags.describe(layer.disabled ?? false, layer.frozen ?? false, layer.locked ?? false)
  );
}

/** What flows along a link, where it is known. */
export function tensorOf(link: Link, analysis: NetworkAnalysis): TensorType | undefined {
  const source = analysis.layers.get(link.from.layer);
  if (!source?.outputs || !source.definition || !source.params) return undefined;
  const port = source.definition.ports(source.params).outputs.findIndex(({ id }) => id === link.from.port);
  return source.outputs[port];
}

function linkEdge(
  link: Link,
  tensor: TensorType | undefined,
  issue: Issue | undefined,
  names: ReadonlyMap<LayerId, string>,
): LinkFlowEdge {
  return {
    id: link.id,
    type: 'link',
    source: link.from.layer,
    sourceHandle: link.from.port,
    target: link.to.layer,
    targetHandle: link.to.port,
    selected: false,
    data: { tensor, issue, bends: link.bends },
    ariaLabel: en.canvas.link(
      names.get(link.from.layer) ?? link.from.layer,
      names.get(link.to.layer) ?? link.to.layer,
      tensor && formatShape(tensor.shape),
    ),
  };
}

function sameEdge(a: LinkFlowEdge, b: LinkFlowEdge): boolean {
  return (
    a.source === b.source &&
    a.sourceHandle === b.sourceHandle &&
    a.target === b.target &&
    a.targetHandle === b.targetHandle &&
    a.ariaLabel === b.ariaLabel &&
    a.data?.tensor === b.data?.tensor &&
    a.data?.issue === b.data?.issue &&
    a.data?.bends === b.data?.bends
  );
}

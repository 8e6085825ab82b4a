/** A drawing as the layout engine sees it: boxes in boxes, and lines between them. */
import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import type { GroupId, LayerId, NetworkDocument } from '../../core/document/schema.ts';
import { Drawn, FRAME, type Item } from '../groups/drawn.ts';
import { portsOf } from '../state/document-edits.ts';
import { COLUMN_GAP, LAYER_HEIGHT, portOffset, ROW_GAP } from '../state/layer-geometry.ts';

export type Direction = 'right' | 'down';

export interface LayoutScope {
  readonly direction: Direction;
  /** The group that is looked into; everything if absent. */
  readonly inside?: GroupId | undefined;
  /** Only these layers, and groups that hold nothing else; all if absent. */
  readonly chosen?: ReadonlySet<LayerId> | undefined;
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(COLUMN_GAP),
  'elk.spacing.nodeNode': String(ROW_GAP),
  'elk.spacing.componentComponent': String(2 * ROW_GAP),
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.spacing.edgeNode': '16',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
} as const;

/** People know their layers by where they stand: what is above stays above. ELK fails at it with boxes in boxes. */
const IN_ORDER = {
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
} as const;

/** Items by their id in the graph, and the graph. */
export function layoutGraph(
  document: NetworkDocument,
  { direction, inside, chosen }: LayoutScope,
): { readonly graph: ElkNode; readonly items: ReadonlyMap<string, Item> } {
  const drawn = new Drawn(document);
  const items = new Map<string, Item>();
  const nodeOf = new Map<LayerId, string>();
  const layers = new Map(document.layers.map((layer) => [layer.id, layer]));

  const takes = (item: Item) => {
    if (!chosen) return true;
    const held = item.kind === 'layer' ? [item.id] : [...drawn.tree.layersOf(item.id)];
    return held.every((id) => chosen.has(id));
  };
  const node = (item: Item): ElkNode => {
    const id = nodeIdOf(item);
    items.set(id, item);
    const open = item.kind === 'group' && !item.group.collapsed;
    const held = item.kind === 'layer' ? [item.id] : [...drawn.tree.layersOf(item.id)];
    if (!open) for (const layer of held) nodeOf.set(layer, id);
    if (open) {
      return {
        id,
        children: sorted(drawn.items(item.id)).map(node),
        layoutOptions: {
          ...OPTIONS,
          'elk.padding': `[top=${FRAME.title},left=${FRAME.side},bottom=${FRAME.bottom},right=${FRAME.side}]`,
        },
      };
    }
    const { width, height } = item.box;
    const layer = item.kind === 'layer' ? layers.get(item.id) : undefined;
    if (!layer || direction === 'down') return { id, width, height };
    const { inputs, outputs } = portsOf(layer);
    return {
      id,
      width,
      height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: [
        ...inputs.map((port, index) =>
          elkPort(id, 'in', port.id, 0, portOffset(height, index, inputs.length)),
        ),
        ...outputs.map((port, index) =>
          elkPort(id, 'out', port.id, width, portOffset(height, index, outputs.length)),
        ),
      ],
    };
  };

  const children = sorted(drawn.items(inside)).filter(takes).map(node);
  const ported = new Set(allPorts(children));
  const end = (layer: LayerId, side: 'in' | 'out', port: string) => {
    const owner = nodeOf.get(layer);
    const wanted = owner && portId(owner, side, port);
    return wanted && ported.has(wanted) ? wanted : owner;
  };
  const edges = document.links.flatMap(({ id, from, to }): ElkExtendedEdge[] => {
    if (nodeOf.get(from.layer) === nodeOf.get(to.layer)) return [];
    const [source, target] = [end(from.layer, 'out', from.port), end(to.layer, 'in', to.port)];
    return source && target ? [{ id, sources: [source], targets: [target] }] : [];
  });
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      ...OPTIONS,
      ...(!children.some((child) => child.children) && IN_ORDER),
      'elk.direction': direction === 'right' ? 'RIGHT' : 'DOWN',
    },
    children,
    edges,
  };
  return { graph, items };
}

export function nodeIdOf({ kind, id }: Pick<Item, 'kind' | 'id'>): string {
  return `${kind}.${id}`;
}

function sorted(items: readonly Item[]): readonly Item[] {
  const row = ({ box }: Item) => Math.round(box.y / (LAYER_HEIGHT + ROW_GAP));
  return [...items].sort((a, b) => row(a) - row(b) || a.box.x - b.box.x);
}

function portId(node: string, side: 'in' | 'out', port: string): string {
  return `${node}/${side}/${port}`;
}

function elkPort(node: string, side: 'in' | 'out', port: string, x: number, y: number): ElkPort {
  return {
    id: portId(node, side, port),
    x,
    y,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side === 'in' ? 'WEST' : 'EAST' },
  };
}

function allPorts(nodes: readonly ElkNode[]): string[] {
  return nodes.flatMap(({ ports = [], children = [] }) => [
    ...ports.map(({ id }) => id),
    ...allPorts(children),
  ]);
}

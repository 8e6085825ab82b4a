/** The picture of a network as boxes: wide for channels, tall for the size of what a layer gives. */
import { groupTree } from '../../core/document/groups.ts';
import type { GroupId, LayerId, Link, NetworkDocument } from '../../core/document/schema.ts';
import type { Category } from '../../core/layers/layer.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import type { TensorType } from '../../core/shape/tensor-type.ts';
import { columnsByDepth } from '../state/arrange-layers.ts';

export interface Box {
  readonly id: LayerId;
  readonly category: Category | undefined;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of the first layers of a group, where the box stands for one. */
  readonly stripes?: readonly Category[];
}

export interface Line {
  readonly id: string;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

export interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

const GAP = 9;
const ROW = 52;

/** Layers from left to right by how far they are from the inputs, wherever they stand on the canvas. */
export function drawNetwork(whole: NetworkDocument, analysis: NetworkAnalysis): Drawing {
  const { document, members } = foldGroups(whole);
  const boxes: Box[] = [];
  let x = 0;
  for (const column of columnsByDepth(document)) {
    const stripes = column.map(({ id }) => stripesOf(members.get(id), analysis));
    const sizes = column.map(({ id }, index) => {
      const size = sizeOf(analysis.layers.get(members.get(id)?.at(-1) ?? id)?.outputs?.[0]);
      return { ...size, width: stripes[index] ? stripes[index].length * STRIPE : size.width };
    });
    const width = Math.max(...sizes.map((size) => size.width));
    column.forEach((layer, index) => {
      const size = sizes[index] ?? sizeOf(undefined);
      boxes.push({
        id: layer.id,
        category: analysis.layers.get(layer.id)?.definition?.category,
        x: x + (width - size.width) / 2,
        y: (index - (column.length - 1) / 2) * ROW - size.height / 2,
        ...size,
        ...(stripes[index] && { stripes: stripes[index] }),
      });
    });
    x += width + GAP;
  }
  if (boxes.length === 0) return { boxes: [], lines: [], width: 0, height: 0 };
  const top = Math.min(...boxes.map((box) => box.y));
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - top;
  const placed = boxes.map((box) => ({ ...box, y: box.y - top }));
  return { boxes: placed, lines: linesOf(document, placed), width: x - GAP, height };
}

/** Networks with more layers are drawn with a box for each of their groups. */
const MANY_LAYERS = 48;

interface Folded {
  readonly document: Pick<NetworkDocument, 'layers' | 'links'>;
  /** What the first layer of each group stands for. */
  readonly members: ReadonlyMap<LayerId, readonly LayerId[]>;
}

function foldGroups(document: NetworkDocument): Folded {
  if (document.layers.length <= MANY_LAYERS) return { document, members: new Map() };
  const tree = groupTree(document.groups);
  const firsts = new Map<GroupId, LayerId>();
  const members = new Map<LayerId, LayerId[]>();
  const shown = new Map<LayerId, LayerId>();
  for (const { id } of document.layers) {
    const [group] = tree.pathTo(tree.groupOf(id));
    const first = group === undefined ? id : (firsts.get(group) ?? id);
    shown.set(id, first);
    if (group === undefined) continue;
    firsts.set(group, first);
    members.set(first, [...(members.get(first) ?? []), id]);
  }
  const links = new Map<string, Link>();
  for (const link of document.links) {
    const [from, to] = [shown.get(link.from.layer), shown.get(link.to.layer)];
    if (from === undefined || to === undefined || from === to) continue;
    links.set(`${from} ${to}`, {
      ...link,
      from: { ...link.from, layer: from },
      to: { ...link.to, layer: to },
    });
  }
  const layers = document.layers.filter(({ id }) => shown.get(id) === id);
  return { document: { layers, links: [...links.values()] }, members };
}

/** Width of a layer among others of its group. */
const STRIPE = 6;
const MOST_STRIPES = 16;

/** More for larger groups; undefined for a layer that stands for itself. */
function stripesOf(
  members: readonly LayerId[] | undefined,
  analysis: NetworkAnalysis,
): readonly Category[] | undefined {
  if (!members) return undefined;
  const count = Math.min(MOST_STRIPES, Math.ceil(1.9 * Math.log2(members.length + 1)));
  return members.slice(0, count).flatMap((id) => analysis.layers.get(id)?.definition?.category ?? []);
}

/** Height by rows of an image or by features; width by channels. Logarithms keep both ends in the picture. */
function sizeOf(tensor: TensorType | undefined): { width: number; height: number } {
  const sample = tensor?.shape.slice(1).map((dimension) => dimension ?? 1) ?? [];
  const isImage = sample.length >= 3;
  const rows = sample[0] ?? 1;
  const channels = isImage ? (sample.at(-1) ?? 1) : 1;
  return {
    width: 8 + (isImage ? 2.4 * Math.log2(1 + channels) : 0),
    height: isImage ? 14 + 9 * Math.log2(1 + rows) : 10 + 5.5 * Math.log2(1 + rows),
  };
}

function linesOf(document: Pick<NetworkDocument, 'links'>, boxes: readonly Box[]): Line[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return document.links.flatMap(({ id, from, to }) => {
    const [source, target] = [byId.get(from.layer), byId.get(to.layer)];
    if (!source || !target) return [];
    return [
      {
        id,
        from: { x: source.x + source.width, y: source.y + source.height / 2 },
        to: { x: target.x, y: target.y + target.height / 2 },
      },
    ];
  });
}

/** The picture of a network as boxes: wide for channels, tall for the size of what a layer gives. */
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
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
export function drawNetwork(document: NetworkDocument, analysis: NetworkAnalysis): Drawing {
  const boxes: Box[] = [];
  let x = 0;
  for (const column of columnsByDepth(document)) {
    const sizes = column.map((layer) => sizeOf(analysis.layers.get(layer.id)?.outputs?.[0]));
    const width = Math.max(...sizes.map((size) => size.width));
    column.forEach((layer, index) => {
      const size = sizes[index] ?? sizeOf(undefined);
      boxes.push({
        id: layer.id,
        category: analysis.layers.get(layer.id)?.definition?.category,
        x: x + (width - size.width) / 2,
        y: (index - (column.length - 1) / 2) * ROW - size.height / 2,
        ...size,
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

function linesOf(document: NetworkDocument, boxes: readonly Box[]): Line[] {
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

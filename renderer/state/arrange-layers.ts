/**
 * Tidies up a drawing: layers stand in columns by how far they are from the inputs, and long networks run in
 * several rows, like lines of text, so that they can be read without zooming.
 */
import type { Layer, LayerId, NetworkDocument, Position } from '../../core/document/schema.ts';
import { COLUMN_GAP, LAYER_HEIGHT, LAYER_WIDTH, PREVIEW_HEIGHT, ROW_GAP, snap } from './layer-geometry.ts';

const COLUMN = LAYER_WIDTH + COLUMN_GAP;
const ROW = LAYER_HEIGHT + ROW_GAP;
/** Room between two rows for previews and for the link that leads from the end of one to the start of the next. */
const RETURN = PREVIEW_HEIGHT;
/** The sheet that the drawing should fit into, and the zoom at which cards are read with ease. */
const SHEET = { width: 880, height: 640 };
const READABLE = 0.95;

/** New positions of all layers, by id. Parts that are not linked to each other stand one below the other. */
export function arrangeLayers(document: NetworkDocument): Readonly<Record<string, Position>> {
  const positions: Record<string, Position> = {};
  let top = 0;
  for (const part of connectedParts(document)) {
    const columns = columnsByDepth(part);
    const tallest = Math.max(...columns.map((column) => column.length));
    const perRow = columnsPerRow(columns.length, tallest);
    const rowHeight = tallest * ROW + RETURN;
    columns.forEach((column, index) => {
      const middle = top + Math.floor(index / perRow) * rowHeight + ((tallest - 1) * ROW) / 2;
      column.forEach((layer, place) => {
        const y = middle + (place - (column.length - 1) / 2) * ROW;
        positions[layer.id] = snap({ x: (index % perRow) * COLUMN, y });
      });
    });
    top += Math.ceil(columns.length / perRow) * rowHeight;
  }
  return positions;
}

type Part = Pick<NetworkDocument, 'layers' | 'links'>;

/** What is linked together, in the order in which people read the drawing. */
function connectedParts({ layers, links }: NetworkDocument): Part[] {
  const neighbours = new Map<LayerId, LayerId[]>(layers.map(({ id }) => [id, []]));
  for (const { from, to } of links) {
    neighbours.get(from.layer)?.push(to.layer);
    neighbours.get(to.layer)?.push(from.layer);
  }
  const placed = new Set<LayerId>();
  const parts: Part[] = [];
  for (const { id } of fromTopToBottom(layers)) {
    if (placed.has(id)) continue;
    const part = new Set([id]);
    // A set hands out what is added to it while it is walked through.
    for (const member of part) for (const next of neighbours.get(member) ?? []) part.add(next);
    for (const member of part) placed.add(member);
    parts.push({
      layers: layers.filter((layer) => part.has(layer.id)),
      links: links.filter(({ from }) => part.has(from.layer)),
    });
  }
  return parts;
}

/** As few rows as are needed to read the cards, or those that show them largest. */
function columnsPerRow(columns: number, tallest: number): number {
  let best = { perRow: Math.max(1, columns), zoom: 0 };
  for (let rows = 1; rows <= columns; rows++) {
    const perRow = Math.ceil(columns / rows);
    const zoom = Math.min(SHEET.width / (perRow * COLUMN), SHEET.height / (rows * (tallest * ROW + RETURN)));
    if (zoom > best.zoom) best = { perRow, zoom };
    if (best.zoom >= READABLE) break;
  }
  return best.perRow;
}

/** Layers by the length of the longest way to them, from top to bottom. A link that closes a cycle counts once. */
export function columnsByDepth({ layers, links }: Part): Layer[][] {
  const sources = new Map<LayerId, LayerId[]>();
  for (const { from, to } of links) sources.set(to.layer, [...(sources.get(to.layer) ?? []), from.layer]);
  const depths = new Map<LayerId, number>();
  const depthOf = (id: LayerId): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    depths.set(id, 0);
    const depth = Math.max(0, ...(sources.get(id) ?? []).map((source) => depthOf(source) + 1));
    depths.set(id, depth);
    return depth;
  };
  const columns: Layer[][] = [];
  for (const layer of layers) {
    const depth = depthOf(layer.id);
    columns[depth] = [...(columns[depth] ?? []), layer];
  }
  // Cycles can leave a depth without layers.
  return columns.filter((column) => column !== undefined).map(fromTopToBottom);
}

/** Keeps the order from top to bottom that the drawing has: people know their layers by it. */
function fromTopToBottom(column: readonly Layer[]): Layer[] {
  return [...column].sort((a, b) => a.position.y - b.position.y);
}

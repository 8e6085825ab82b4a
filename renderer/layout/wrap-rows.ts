/** Long drawings run in several rows, like lines of text, so that they can be read without zooming. */
import type { Box } from '../state/frames.ts';
import { LAYER_HEIGHT, PREVIEW_HEIGHT, ROW_GAP } from '../state/layer-geometry.ts';

/** Room between two rows for previews and for the link that leads from the end of one to the start of the next. */
const RETURN = PREVIEW_HEIGHT;
/** The sheet that the drawing should fit into, and the zoom at which cards are read with ease. */
const SHEET = { width: 880, height: 640 };
const READABLE = 0.95;
/** Where something stands beside the rows, they are read at this. */
const READABLE_INSIDE = 0.72;

/** New corners by index: boxes from left to right, cut into rows between columns. `beside` stands next to all rows. */
export function wrapRows(boxes: readonly Box[], beside = 0): readonly { x: number; y: number }[] {
  const columns = columnsOf(boxes);
  const rows = bestRows(columns, beside);
  const corners = boxes.map(({ x, y }) => ({ x, y }));
  let top = 0;
  for (const row of rows) {
    const { left, upper, lower } = extentOf(row.flatMap(({ indices }) => indices.map((at) => boxes[at])));
    for (const { indices } of row) {
      for (const index of indices) {
        const box = boxes[index];
        if (box) corners[index] = { x: box.x - left, y: box.y - upper + top };
      }
    }
    top += lower - upper + ROW_GAP + RETURN;
  }
  return corners;
}

interface Column {
  readonly indices: readonly number[];
  readonly left: number;
  readonly right: number;
}

/** Boxes that overlap from left to right stand in one column. */
function columnsOf(boxes: readonly Box[]): Column[] {
  const order = boxes.map((_, index) => index).sort((a, b) => (boxes[a]?.x ?? 0) - (boxes[b]?.x ?? 0));
  const columns: { indices: number[]; left: number; right: number }[] = [];
  for (const index of order) {
    const box = boxes[index];
    if (!box) continue;
    const last = columns.at(-1);
    if (last && box.x < last.right) {
      last.indices.push(index);
      last.right = Math.max(last.right, box.x + box.width);
    } else columns.push({ indices: [index], left: box.x, right: box.x + box.width });
  }
  return columns;
}

/** As few rows as are needed to read the cards, or those that show them largest. */
function bestRows(columns: readonly Column[], beside: number): readonly (readonly Column[])[] {
  const height = LAYER_HEIGHT + ROW_GAP + RETURN;
  let best = { rows: [columns] as readonly (readonly Column[])[], zoom: 0 };
  for (let count = 1; count <= columns.length; count++) {
    const rows = cut(columns, Math.ceil(columns.length / count));
    const width = Math.max(...rows.map(widthOf)) + beside;
    const zoom = Math.min(SHEET.width / width, SHEET.height / (rows.length * height));
    if (zoom > best.zoom) best = { rows, zoom };
    if (best.zoom >= (beside > 0 ? READABLE_INSIDE : READABLE)) break;
  }
  return best.rows;
}

/** Rows of about so many columns. A bundle of links is not led around: where many run side by side, a row goes on. */
function cut(columns: readonly Column[], perRow: number): Column[][] {
  const rows: Column[][] = [];
  for (let start = 0; start < columns.length; ) {
    const wanted = Math.min(start + perRow, columns.length);
    const places = [
      ...rangeDown(wanted, start + Math.ceil(perRow / 2)),
      ...rangeUp(wanted + 1, columns.length),
    ];
    const end = places.find((place) => mayEnd(columns, place)) ?? columns.length;
    rows.push(columns.slice(start, end));
    start = end;
  }
  return rows;
}

/** Whether the links before a column come from one card or lead to one. */
function mayEnd(columns: readonly Column[], place: number): boolean {
  const sizes = [columns[place - 1], columns[place]].map((column) => column?.indices.length ?? 0);
  return Math.min(...sizes) <= 1 && Math.max(...sizes) <= 2;
}

function rangeDown(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}

function rangeUp(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function widthOf(row: readonly Column[]): number {
  return (row.at(-1)?.right ?? 0) - (row[0]?.left ?? 0);
}

function extentOf(boxes: readonly (Box | undefined)[]) {
  const known = boxes.filter((box) => box !== undefined);
  return {
    left: Math.min(...known.map(({ x }) => x)),
    upper: Math.min(...known.map(({ y }) => y)),
    lower: Math.max(...known.map(({ y, height }) => y + height)),
  };
}

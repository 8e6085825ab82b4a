/** Links as they are painted: all of one look in one line, with marks where they do not fit. */
import type { Position } from '../../core/document/schema.ts';
import type { LinkFlowEdge } from '../canvas/flow-elements.ts';
import { linkWidth } from '../canvas/link-line.ts';
import type { Places } from '../groups/drawn.ts';
import type { EdgeTest } from './dress.ts';
import { paintMark } from './paint-mark.ts';
import type { PainterColours } from './painter-colours.ts';
import { lastWhere, type Sheet } from './sheet.ts';

interface Line {
  readonly path: Path2D;
  readonly middle: { readonly x: number; readonly y: number };
}

/** Of what the sheet says of them. */
const KNOWN = new WeakMap<object, Line>();

export interface Moving {
  readonly places: Places;
  /** How far all of them moved, where that is the same. */
  readonly by: Position | undefined;
}

function lineOf(sheet: Sheet, edge: LinkFlowEdge, plain: boolean, moving?: Moving): Line | undefined {
  const from = moving?.places.has(edge.source) ?? false;
  const to = moving?.places.has(edge.target) ?? false;
  if (moving && (from !== to || (from && !moving.by))) {
    const line = sheet.movedLineOf(edge, moving.places);
    return line && made(line);
  }
  const line = sheet.lineOf(edge, plain);
  if (!line) return undefined;
  const known = KNOWN.get(line) ?? made(line);
  KNOWN.set(line, known);
  return from && moving?.by ? shifted(known, moving.by) : known;
}

function made([path, x, y]: readonly [path: string, x: number, y: number]): Line {
  return { path: new Path2D(path), middle: { x, y } };
}

function shifted({ path, middle }: Line, { x, y }: Position): Line {
  const moved = new Path2D();
  moved.addPath(path, { e: x, f: y });
  return { path: moved, middle: { x: middle.x + x, y: middle.y + y } };
}

interface Look {
  readonly colour: string;
  readonly width: number;
  readonly dashed: boolean;
  readonly path: Path2D;
}

const DASHES = [7, 6];

interface LinksLook {
  readonly isSelected: EdgeTest;
  readonly moving: Moving;
  /** From so far away that nobody sees what links pass. */
  readonly plain: boolean;
  /** How much wider lines are drawn from afar. */
  readonly thicker: number;
}

export function paintLinks(
  context: CanvasRenderingContext2D,
  colours: PainterColours,
  sheet: Sheet,
  edges: readonly LinkFlowEdge[],
  { isSelected, moving, plain, thicker }: LinksLook,
): void {
  const looks = new Map<string, Look>();
  const marks: (() => void)[] = [];
  for (const edge of edges) {
    const line = lineOf(sheet, edge, plain, moving);
    if (!line) continue;
    const severity = edge.data?.issue?.severity;
    const token = severity
      ? `--${severity === 'error' ? 'danger' : 'warning'}`
      : isSelected(edge)
        ? '--accent'
        : '--link';
    const width = Math.round(linkWidth(edge.data?.tensor) * 4) / 4;
    const key = `${token} ${width}`;
    const look = looks.get(key) ?? {
      colour: colours.token(token),
      width: width * thicker,
      dashed: severity !== undefined,
      path: new Path2D(),
    };
    looks.set(key, look);
    look.path.addPath(line.path);
    if (severity) marks.push(() => paintMark(context, colours, line.middle, severity, 12));
  }
  context.lineCap = 'round';
  for (const { colour, width, dashed, path } of looks.values()) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dashed ? DASHES : []);
    context.stroke(path);
  }
  context.setLineDash([]);
  context.lineCap = 'butt';
  for (const paint of marks) paint();
}

/** As wide as the area around a link that takes the pointer, in pixels at zoom 1. */
const POINTED = 18;

/** The link under a point of the sheet, the last one drawn first. */
export function linkAt(
  context: CanvasRenderingContext2D,
  sheet: Sheet,
  edges: readonly LinkFlowEdge[],
  { x, y }: { readonly x: number; readonly y: number },
  plain: boolean,
): LinkFlowEdge | undefined {
  context.lineWidth = POINTED;
  return lastWhere(edges, (edge) => {
    const line = lineOf(sheet, edge, plain);
    return line !== undefined && context.isPointInStroke(line.path, x, y);
  });
}

/** Cards, frames and comments as they are painted: what they look like from afar. */
import { formatShape } from '../../core/shape/tensor-type.ts';
import type { Detail } from '../canvas/canvas-context.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import type { Box } from '../state/frames.ts';
import { paintMark } from './paint-mark.ts';
import { type CardText, textSizes } from './paint-texts.ts';
import type { PainterColours } from './painter-colours.ts';

export interface CardLook {
  readonly detail: Detail;
  readonly selected: boolean;
  /** How much larger text is drawn from afar. */
  readonly textScale: number;
  /** Pixels of the screen for one of the sheet. */
  readonly zoom: number;
}

type Paint<N extends CanvasNode = CanvasNode> = (brush: Brush, node: N, box: Box, look: CardLook) => void;

interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly colours: PainterColours;
  /** Written together in the end: changing from font to font takes longer than writing. */
  readonly texts: CardText[];
}

const RADIUS = 8;
/** Of a selected card, around it. */
const RING = { bar: 8, compact: 2, full: 2 } as const;

const PAINTS: { readonly [T in NonNullable<CanvasNode['type']>]: Paint<Extract<CanvasNode, { type?: T }>> } =
  {
    layer: paintLayer,
    'group-card': paintGroup,
    'group-frame': paintGroupFrame,
    'group-stub': (brush, _node, box, look) =>
      paintPlain(brush, box, look, '--surface-sunken', '--border-strong', 18),
    note: (brush, node, box, look) =>
      node.data.note.kind === 'frame'
        ? paintPlain(brush, box, look, '--frame', '--frame-border', RADIUS)
        : paintPlain(brush, box, look, '--note', '--note-border', 0),
  };

export function paintNode(
  context: CanvasRenderingContext2D,
  colours: PainterColours,
  texts: CardText[],
  node: CanvasNode,
  box: Box,
  look: CardLook,
): void {
  const paint = PAINTS[node.type ?? 'layer'] as Paint;
  paint({ context, colours, texts }, node, box, look);
}

/** Corners that nobody could see are not rounded. */
function trace({ context }: Brush, { x, y, width, height }: Box, radius: number, zoom: number): void {
  context.beginPath();
  if (radius * zoom < 1) context.rect(x, y, width, height);
  else context.roundRect(x, y, width, height, radius);
}

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

function paintRing(brush: Brush, box: Box, { detail, selected, zoom }: CardLook): void {
  if (!selected) return;
  const width = RING[detail];
  brush.context.strokeStyle = brush.colours.token('--accent');
  brush.context.lineWidth = width;
  trace(brush, inset(box, -width / 2), RADIUS + width / 2, zoom);
  brush.context.stroke();
}

function paintPlain(
  brush: Brush,
  box: Box,
  { selected, zoom }: CardLook,
  fill: string,
  border: string,
  radius: number,
): void {
  const { context, colours } = brush;
  trace(brush, box, radius, zoom);
  context.fillStyle = colours.token(fill);
  context.fill();
  context.strokeStyle = colours.token(selected ? '--accent' : border);
  context.lineWidth = 1.5;
  context.stroke();
}

function paintLayer(
  brush: Brush,
  { data }: Extract<CanvasNode, { type?: 'layer' }>,
  box: Box,
  look: CardLook,
): void {
  const { context, colours } = brush;
  const { analysis, layer } = data;
  const severity = worst(analysis?.issues);
  const { bar, soft } = colours.category(analysis?.definition?.category);
  if (look.detail === 'bar') {
    paintRing(brush, box, look);
    trace(brush, box, RADIUS, look.zoom);
    context.fillStyle = layer.disabled ? colours.token('--surface') : bar;
    context.fill();
    if (layer.disabled || severity === 'error') {
      outline(brush, inset(box, 3), look.zoom, severity === 'error' ? colours.token('--danger') : bar, 6);
    }
    if (severity) paintMark(context, colours, middleOf(box), severity, 26);
    return;
  }
  paintCard(brush, box, look, severity, layer.disabled ?? false);
  context.fillStyle = bar;
  context.fillRect(box.x, box.y, box.width, 6);
  const [output] = analysis?.outputs ?? [];
  writeText(brush, box, look, layer.name, output && formatShape(output.shape), soft);
  if (severity) paintMark(context, colours, { x: box.x + box.width, y: box.y }, severity, 8 * look.textScale);
}

function paintGroup(
  brush: Brush,
  { data: { group, summary } }: Extract<CanvasNode, { type?: 'group-card' | 'group-frame' }>,
  box: Box,
  look: CardLook,
): void {
  const { context, colours } = brush;
  const severity = worst(summary.issues);
  paintCard(brush, box, look, severity, false);
  const height = look.detail === 'bar' ? box.height - 4 : 6;
  let { x } = box;
  for (const { category, layers } of summary.shares) {
    const width = (box.width * layers) / summary.layers;
    context.fillStyle = colours.category(category).bar;
    context.fillRect(x, look.detail === 'bar' ? box.y + 2 : box.y, width - 2, height);
    x += width;
  }
  if (look.detail !== 'bar') {
    const output = summary.output && formatShape(summary.output.shape);
    writeText(brush, box, look, group.name, output, colours.token('--hover'));
  }
  if (severity) paintMark(context, colours, middleOf(box), severity, look.detail === 'bar' ? 26 : 10);
}

function paintGroupFrame(brush: Brush, _node: CanvasNode, box: Box, { selected, zoom }: CardLook): void {
  const { context, colours } = brush;
  trace(brush, box, RADIUS + 4, zoom);
  context.fillStyle = colours.token('--accent');
  context.globalAlpha = 0.08;
  context.fill();
  context.globalAlpha = selected ? 1 : 0.45;
  context.strokeStyle = colours.token('--accent');
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

/** A white card with its border, dashed where something is wrong with it or where it is bypassed. */
function paintCard(
  brush: Brush,
  box: Box,
  look: CardLook,
  severity: 'error' | 'warning' | undefined,
  disabled: boolean,
): void {
  const { context, colours } = brush;
  paintRing(brush, box, look);
  trace(brush, box, RADIUS, look.zoom);
  context.fillStyle = colours.token('--surface');
  context.fill();
  const border = colours.token(
    severity === 'error' ? '--danger' : look.selected ? '--accent' : '--border-strong',
  );
  if (severity || disabled) outline(brush, inset(box, 0.5), look.zoom, border, 1.5);
  else {
    context.strokeStyle = border;
    context.lineWidth = 1;
    context.stroke();
  }
}

function outline(brush: Brush, box: Box, zoom: number, colour: string, width: number): void {
  const { context } = brush;
  trace(brush, box, RADIUS, zoom);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash([3 * width, 2 * width]);
  context.stroke();
  context.setLineDash([]);
}

/** The name, and the shape in a chip below it. */
function writeText(
  { texts }: Brush,
  { x, y, width, height }: Box,
  { textScale }: CardLook,
  name: string,
  shape: string | undefined,
  chip: string,
): void {
  const { large, small } = textSizes(textScale);
  const top = y + 6 + (height - 6 - 1.2 * large - 1.25 * small) / 2;
  const room = width - 18;
  texts.push({
    x: x + 9,
    room,
    name,
    nameY: top + 0.6 * large,
    shape,
    shapeY: top + 1.2 * large + 0.625 * small,
    chip,
  });
}

function worst(
  issues: readonly { readonly severity: 'error' | 'warning' }[] | undefined,
): 'error' | 'warning' | undefined {
  if (!issues || issues.length === 0) return undefined;
  return issues.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}

function middleOf({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height / 2 };
}

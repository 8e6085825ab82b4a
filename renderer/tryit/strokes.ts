/** Strokes of a pen as an image: framed like the dataset's own, then averaged over the area of each pixel. */
import type { Framing, ImageFormat } from './framing.ts';
import { boxOf, type Ink, measureInk } from './ink.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In parts of the pad's side: (0, 0) is its upper left corner, (1, 1) its lower right one. */
export type Stroke = readonly Point[];

/** A pixel is averaged over this many points in each direction at least, and small images over more. */
const LEAST_SUBPIXELS = 4;
const FINE_SIDE = 112;

/** What is smaller than this part of the pad is a dot, not a tiny drawing to be enlarged. */
const DOT = 0.06;

/** Undefined where nothing is drawn. */
export function strokesToInk(
  strokes: readonly Stroke[],
  format: ImageFormat,
  framing: Framing,
): Ink | undefined {
  const points = strokes.flat();
  if (points.length === 0) return undefined;
  const { width, height } = format;
  if (!framing.shapes) {
    return rasterize(
      strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * width, y: y * height }))),
      format,
      framing.thickness,
    );
  }
  const left = Math.min(...points.map(({ x }) => x));
  const right = Math.max(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  const bottom = Math.max(...points.map(({ y }) => y));
  const extent = Math.max(right - left, bottom - top, DOT);
  const draw = (x: number, y: number, thickness: number) => {
    const scale = Math.max(1, framing.extent - thickness) / extent;
    const place = (point: Point) => ({
      x: (point.x - (left + right) / 2) * scale + x,
      y: (point.y - (top + bottom) / 2) * scale + y,
    });
    return rasterize(
      strokes.map((stroke) => stroke.map(place)),
      format,
      thickness,
    );
  };

  // Drawn in the middle first, then moved so that the centre of mass is where the dataset has it.
  const thickness = fitThickness((pen) => draw(width / 2, height / 2, pen), framing.thickness);
  const middle = draw(width / 2, height / 2, thickness);
  const measured = measureInk(middle);
  const box = boxOf(middle);
  if (!measured || !box) return middle;
  return draw(
    width / 2 + within(framing.center.x - measured.center.x, box.left, width - box.left - box.width),
    height / 2 + within(framing.center.y - measured.center.y, box.top, height - box.top - box.height),
    thickness,
  );
}

/**
 * The pen whose strokes measure as thick as the dataset's, where strokes run close to each other too. A single line
 * between two rows of pixels is pale rather than thin, which measures as thick: so the pen is never much thinner.
 */
function fitThickness(draw: (pen: number) => Ink, wanted: number): number {
  let [thin, thick] = [wanted * 0.95, wanted * 1.25];
  for (let round = 0; round < 5; round++) {
    const pen = (thin + thick) / 2;
    if ((measureInk(draw(pen))?.thickness ?? 0) < wanted) thin = pen;
    else thick = pen;
  }
  return (thin + thick) / 2;
}

/** A move that keeps the drawing inside: at most `before` back and `after` forward. */
function within(move: number, before: number, after: number): number {
  return Math.min(after, Math.max(-before, move));
}

/** Points in pixels. */
function rasterize(
  strokes: readonly (readonly Point[])[],
  { width, height }: Pick<ImageFormat, 'width' | 'height'>,
  thickness: number,
): Ink {
  const sub = Math.max(LEAST_SUBPIXELS, Math.ceil(FINE_SIDE / Math.max(width, height)));
  const fineWidth = width * sub;
  const fineHeight = height * sub;
  const fine = new Uint8Array(fineWidth * fineHeight);
  const radius = (thickness / 2) * sub;
  for (const stroke of strokes) {
    stroke.forEach((end, index) => {
      const start = stroke[index - 1] ?? end;
      markSegment(fine, fineWidth, fineHeight, scaled(start, sub), scaled(end, sub), radius);
    });
  }
  const values = new Float32Array(width * height);
  for (let y = 0; y < fineHeight; y++) {
    for (let x = 0; x < fineWidth; x++) {
      const pixel = Math.floor(y / sub) * width + Math.floor(x / sub);
      values[pixel] = (values[pixel] ?? 0) + (fine[y * fineWidth + x] ?? 0) / (sub * sub);
    }
  }
  return { width, height, values };
}

function scaled({ x, y }: Point, factor: number): Point {
  return { x: x * factor, y: y * factor };
}

function markSegment(
  fine: Uint8Array,
  width: number,
  height: number,
  start: Point,
  end: Point,
  radius: number,
): void {
  const fromX = Math.max(0, Math.floor(Math.min(start.x, end.x) - radius));
  const toX = Math.min(width - 1, Math.ceil(Math.max(start.x, end.x) + radius));
  const fromY = Math.max(0, Math.floor(Math.min(start.y, end.y) - radius));
  const toY = Math.min(height - 1, Math.ceil(Math.max(start.y, end.y) + radius));
  const along = { x: end.x - start.x, y: end.y - start.y };
  const length = along.x ** 2 + along.y ** 2;
  for (let y = fromY; y <= toY; y++) {
    for (let x = fromX; x <= toX; x++) {
      const from = { x: x + 0.5 - start.x, y: y + 0.5 - start.y };
      const share =
        length === 0 ? 0 : Math.min(1, Math.max(0, (from.x * along.x + from.y * along.y) / length));
      const distance = (from.x - share * along.x) ** 2 + (from.y - share * along.y) ** 2;
      if (distance <= radius ** 2) fine[y * width + x] = 1;
    }
  }
}

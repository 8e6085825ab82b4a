/** Small images as ink on a ground: how much ink each pixel holds, from 0 to 1, and measures of its shape. */

export interface Ink {
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: Float32Array;
}

export interface InkMeasures {
  /** The larger side of the box around the ink, in pixels. */
  readonly extent: number;
  /** Centre of mass, in pixels from the upper left corner. */
  readonly center: { readonly x: number; readonly y: number };
  /** Of the strokes, in pixels. */
  readonly thickness: number;
  /** Share of the image that is ink. */
  readonly coverage: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Fainter than this does not count as drawn. */
const FAINT = 0.2;

/** Undefined where there is no ink. */
export function boxOf({ width, height, values }: Ink): Box | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((values[y * width + x] ?? 0) < FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

export function measureInk(ink: Ink): InkMeasures | undefined {
  const box = boxOf(ink);
  if (!box) return undefined;
  const { width, height, values } = ink;
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height ? (values[y * width + x] ?? 0) : 0;
  let [sum, sumX, sumY, edge] = [0, 0, 0, 0];
  for (let y = -1; y < height; y++) {
    for (let x = -1; x < width; x++) {
      const value = at(x, y);
      sum += value;
      sumX += value * (x + 0.5);
      sumY += value * (y + 0.5);
      edge += Math.hypot(at(x + 1, y) - value, at(x, y + 1) - value);
    }
  }
  return {
    extent: Math.max(box.width, box.height),
    center: { x: sumX / sum, y: sumY / sum },
    // A stroke of length L and thickness t has the area t L and an edge of about 2 L.
    thickness: (2 * sum) / Math.max(edge, 1e-6),
    coverage: sum / (width * height),
  };
}

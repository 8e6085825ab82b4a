/** Images made smaller or larger by averaging the area that each new pixel covers. */
import { type Framing, fromInk, type ImageFormat } from './framing.ts';
import { type Box, boxOf, type Ink, measureInk } from './ink.ts';

/** An image as a canvas hands it out: four bytes a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Raw values as the dataset holds them, framed like its own images. */
export function pixelsToSample(pixels: Pixels, format: ImageFormat, framing: Framing): number[] {
  return framing.shapes ? shapeToSample(pixels, format, framing) : photoToSample(pixels, format);
}

/** Finds what is drawn on its ground, whichever of the two is darker, and frames it. */
function shapeToSample(pixels: Pixels, format: ImageFormat, framing: Framing): number[] {
  const ink = pixelsToInk(pixels);
  const box = boxOf(ink) ?? { left: 0, top: 0, width: ink.width, height: ink.height };
  const pixelSize = Math.max(box.width, box.height) / Math.max(1, framing.extent);
  const measured = measureInk(ink);
  const center = measured?.center ?? { x: ink.width / 2, y: ink.height / 2 };
  const window = {
    left: center.x - framing.center.x * pixelSize,
    top: center.y - framing.center.y * pixelSize,
    width: format.width * pixelSize,
    height: format.height * pixelSize,
  };
  return fromInk(resample(ink, window, format.width, format.height), format, framing);
}

/** The largest part of the right proportions from the middle. */
function photoToSample(pixels: Pixels, { width, height, channels, range }: ImageFormat): number[] {
  const scale = Math.min(pixels.width / width, pixels.height / height);
  const window = {
    left: (pixels.width - width * scale) / 2,
    top: (pixels.height - height * scale) / 2,
    width: width * scale,
    height: height * scale,
  };
  const planes =
    channels === 1
      ? [plane(pixels, luminance)]
      : Array.from({ length: channels }, (_, channel) =>
          plane(pixels, (data, at) => (data[at + Math.min(channel, 3)] ?? 0) / 255),
        );
  const small = planes.map((values) => resample(values, window, width, height).values);
  return Array.from({ length: width * height * channels }, (_, index) => {
    const share = small[index % channels]?.[Math.floor(index / channels)] ?? 0;
    return range[0] + share * (range[1] - range[0]);
  });
}

/** Whatever differs from the colour of the corners is ink; transparent is ground. */
function pixelsToInk(pixels: Pixels): Ink {
  const light = plane(pixels, luminance);
  const { width, height, values } = light;
  const corners = [0, width - 1, (height - 1) * width, height * width - 1].map((at) => values[at] ?? 0);
  const ground = (corners.sort((a, b) => a - b)[1] ?? 0) * 0.5 + (corners[2] ?? 0) * 0.5;
  let most = 1e-6;
  for (const value of values) most = Math.max(most, Math.abs(value - ground));
  return { width, height, values: values.map((value) => Math.abs(value - ground) / most) };
}

function plane({ width, height, data }: Pixels, read: (data: Uint8ClampedArray, at: number) => number): Ink {
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel++) values[pixel] = read(data, pixel * 4);
  return { width, height, values };
}

/** On white paper. */
function luminance(data: Uint8ClampedArray, at: number): number {
  const alpha = (data[at + 3] ?? 255) / 255;
  const light = (0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)) / 255;
  return light * alpha + 1 - alpha;
}

/** Outside of the image there is nothing, as 0. */
export function resample(ink: Ink, window: Box, width: number, height: number): Ink {
  const columns = shares(ink.width, window.left, window.width, width);
  const rows = shares(ink.height, window.top, window.height, height);
  const values = new Float32Array(width * height);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      let sum = 0;
      for (const { place: sourceY, share: shareY } of row) {
        for (const { place: sourceX, share: shareX } of column) {
          sum += (ink.values[sourceY * ink.width + sourceX] ?? 0) * shareX * shareY;
        }
      }
      values[y * width + x] = sum;
    });
  });
  return { width, height, values };
}

/** For each new pixel along one side: the old ones that it covers, and the share of it that each fills. */
function shares(length: number, start: number, extent: number, count: number) {
  const step = extent / count;
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * step;
    const to = from + step;
    const covered: { readonly place: number; readonly share: number }[] = [];
    for (let place = Math.max(0, Math.floor(from)); place < Math.min(length, Math.ceil(to)); place++) {
      const overlap = Math.min(to, place + 1) - Math.max(from, place);
      if (overlap > 0) covered.push({ place, share: overlap / step });
    }
    return covered;
  });
}

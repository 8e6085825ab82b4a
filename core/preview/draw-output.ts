/** Turns a layer's output for one sample into what is shown of it. */
import type { TensorData } from '../engine/engine.ts';
import type { Figures, LayerPreview, Picture } from './preview.ts';
import { toBase64 } from './to-base64.ts';

const MOST_MAPS = 12;
const LARGEST_MAP = 32;
/** A picture that stands alone has more room. */
const LARGEST_SINGLE = 64;
const MOST_LINES = 4;
const MOST_STEPS = 96;
const MOST_VALUES = 6;
const MOST_BARS = 64;
const BINS = 32;

export interface OutputWords {
  /** Names of the values, where they are the answers for classes. */
  readonly classes?: readonly string[] | undefined;
  /** Three channels are red, green and blue. */
  readonly colours: boolean;
}

/** `output` is of a batch of one. */
export function drawOutput({ data, shape }: TensorData, words: OutputWords): LayerPreview {
  const values = Float32Array.from(data);
  return {
    state: 'shown',
    figures: figuresOf(values),
    picture: pictureOf(values, shape.slice(1), words),
  };
}

function figuresOf(values: Float32Array): Figures {
  let [min, max, sum, zeros, broken] = [Infinity, -Infinity, 0, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) {
      broken += 1;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value === 0) zeros += 1;
    sum += value;
  }
  const whole = values.length - broken;
  if (whole === 0) return { min: 0, max: 0, mean: 0, zeros: 0, broken };
  return { min, max, mean: sum / whole, zeros: zeros / values.length, broken };
}

function pictureOf(
  values: Float32Array,
  shape: readonly number[],
  { classes, colours }: OutputWords,
): Picture {
  const { length } = values;
  const places = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  if (places === 1) {
    const plain = Array.from(values, finite);
    if (classes?.length === length) return { kind: 'classes', values: plain, labels: [...classes] };
    if (length <= MOST_VALUES) return { kind: 'values', values: plain };
    if (length <= MOST_BARS) return { kind: 'bars', values: plain };
    return histogramOf(values);
  }
  if (shape.length === 2) return linesOf(values, shape[0] ?? 1, shape[1] ?? 1);
  if (shape.length === 3) return mapsOf(values, shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1, colours);
  if (shape.length === 4) {
    // A volume is shown by the slice in its middle.
    const [depth = 1, height = 1, width = 1, channels = 1] = shape;
    const slice = height * width * channels;
    const start = Math.floor(depth / 2) * slice;
    return mapsOf(values.subarray(start, start + slice), height, width, channels, colours);
  }
  return histogramOf(values);
}

function histogramOf(values: Float32Array): Picture {
  const { min, max } = figuresOf(values);
  const bins = Array.from({ length: BINS }, () => 0);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const place = max > min ? Math.floor(((value - min) / (max - min)) * BINS) : 0;
    const bin = Math.min(BINS - 1, place);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { kind: 'histogram', bins };
}

function linesOf(values: Float32Array, steps: number, features: number): Picture {
  const shown = Math.min(steps, MOST_STEPS);
  const lines = Array.from({ length: Math.min(features, MOST_LINES) }, (_, feature) =>
    Array.from({ length: shown }, (_, place) => {
      const step = shown === 1 ? 0 : Math.round((place * (steps - 1)) / (shown - 1));
      return finite(values[step * features + feature] ?? 0);
    }),
  );
  return { kind: 'lines', lines, features, steps };
}

function mapsOf(
  values: Float32Array,
  height: number,
  width: number,
  channels: number,
  asColours: boolean,
): Picture {
  const colours = asColours && channels === 3;
  const count = colours ? 1 : Math.min(channels, MOST_MAPS);
  const depth = colours ? 3 : 1;
  const largest = count === 1 ? LARGEST_SINGLE : LARGEST_MAP;
  const shrink = Math.max(1, height / largest, width / largest);
  const rows = Math.max(1, Math.round(height / shrink));
  const columns = Math.max(1, Math.round(width / shrink));
  const { min, max } = figuresOf(values);
  const scale = max > min ? 255 / (max - min) : 0;
  const pixels = new Uint8Array(count * rows * columns * depth);
  let place = 0;
  for (let map = 0; map < count; map++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        for (let part = 0; part < depth; part++) {
          const channel = colours ? part : map;
          const value = meanOf(values, {
            top: Math.floor((row * height) / rows),
            bottom: Math.ceil(((row + 1) * height) / rows),
            left: Math.floor((column * width) / columns),
            right: Math.ceil(((column + 1) * width) / columns),
            width,
            channels,
            channel,
          });
          pixels[place++] = Math.round((value - min) * scale);
        }
      }
    }
  }
  return { kind: 'maps', width: columns, height: rows, count, channels, colours, pixels: toBase64(pixels) };
}

interface Patch {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly channels: number;
  readonly channel: number;
}

function meanOf(values: Float32Array, { top, bottom, left, right, width, channels, channel }: Patch): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += finite(values[(y * width + x) * channels + channel] ?? 0);
  }
  return sum / ((bottom - top) * (right - left));
}

/** JSON holds no infinity; `broken` counts them. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

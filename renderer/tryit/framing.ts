/**
 * How a dataset frames what is drawn in its images: how large, how thick, where, light on dark or dark on light.
 * Learned from samples, so that a drawing reaches the network the way its training images did.
 */
import type { FieldDescription } from '../../core/data/dataset.ts';
import { type Ink, measureInk } from './ink.ts';

export interface ImageFormat {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Smallest and largest value of a pixel. */
  readonly range: readonly [number, number];
}

export interface Framing {
  /** The larger side of what is drawn, in pixels. */
  readonly extent: number;
  /** Of the strokes, in pixels. */
  readonly thickness: number;
  readonly center: { readonly x: number; readonly y: number };
  /** The ground has the largest value, ink the smallest. */
  readonly inverted: boolean;
  /** Shapes on an empty ground, as opposed to photographs that fill the image. */
  readonly shapes: boolean;
}

/** Undefined for what is not an image. `samples` stand in for a range that the format does not give. */
export function imageFormat(
  { kind, shape, range }: Pick<FieldDescription, 'kind' | 'shape' | 'range'>,
  samples: readonly (readonly number[])[],
): ImageFormat | undefined {
  const [height, width, channels = 1] = shape;
  if (kind !== 'image' || height === undefined || width === undefined) return undefined;
  return { width, height, channels, range: range ?? rangeOf(samples) };
}

function rangeOf(samples: readonly (readonly number[])[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const sample of samples) {
    for (const value of sample) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return high > low ? [low, high] : [0, 1];
}

export function learnFraming(samples: readonly (readonly number[])[], format: ImageFormat): Framing {
  const grounds = samples.map((sample) => cornerMean(inkOf(sample, format, false)));
  const inverted = median(grounds, 0) > 0.5;
  const measures = samples.flatMap((sample) => measureInk(inkOf(sample, format, inverted)) ?? []);
  const side = Math.min(format.width, format.height);
  return {
    extent: median(
      measures.map(({ extent }) => extent),
      side * 0.75,
    ),
    thickness: median(
      measures.map(({ thickness }) => thickness),
      side * 0.1,
    ),
    center: {
      x: median(
        measures.map(({ center }) => center.x),
        format.width / 2,
      ),
      y: median(
        measures.map(({ center }) => center.y),
        format.height / 2,
      ),
    },
    inverted,
    shapes:
      median(
        measures.map(({ coverage }) => coverage),
        0.2,
      ) < 0.5 && median(inverted ? grounds.map((ground) => 1 - ground) : grounds, 0) < 0.15,
  };
}

/** The mean of the channels, from 0 for ground to 1 for ink. */
export function inkOf(sample: readonly number[], format: ImageFormat, inverted: boolean): Ink {
  const { width, height, channels, range } = format;
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += sample[pixel * channels + channel] ?? 0;
    const share = (sum / channels - range[0]) / (range[1] - range[0]);
    values[pixel] = inverted ? 1 - share : share;
  }
  return { width, height, values };
}

/** Raw values as the dataset holds them. */
export function fromInk(ink: Ink, { channels, range }: ImageFormat, { inverted }: Framing): number[] {
  const pixels = Array.from(ink.values, (value) => {
    const share = inverted ? 1 - value : value;
    return range[0] + share * (range[1] - range[0]);
  });
  return channels === 1 ? pixels : pixels.flatMap((value) => Array<number>(channels).fill(value));
}

/** What is drawn may reach the sides of its image, but seldom its corners. */
function cornerMean({ width, height, values }: Ink): number {
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  return corners.reduce((sum, at) => sum + (values[at] ?? 0), 0) / corners.length;
}

function median(values: readonly number[], otherwise: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? otherwise;
}

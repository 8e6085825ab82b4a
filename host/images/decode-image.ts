/** Turns an image file into what a dataset's image field holds, so that a network can be asked about it. */
import sharp, { type OutputInfo } from 'sharp';
import type { FieldDescription } from '../../core/data/dataset.ts';
import { HostError } from '../contract.ts';
import { readInputFile } from '../read-input-file.ts';

/** What an image's values are where its field does not say otherwise. */
const BYTES: readonly [number, number] = [0, 255];
const WHITE = 255;

/**
 * The raw values of one sample of `field`, channels last. The image is turned upright, laid on white where it is
 * transparent, made grey for fields with one channel, and scaled to fit with its proportions kept; what remains
 * is filled with the mean colour of its border. Values are spread over the field's range.
 *
 * Fields with one channel hold light strokes on dark ground, as handwriting datasets do: an image with a light
 * border, such as a photographed sheet of paper, is inverted.
 *
 * Throws `HostError` if there is no such file, it is not an image, or the field does not hold images.
 */
export async function decodeImage(
  source: string | Uint8Array,
  field: FieldDescription,
): Promise<Float32Array> {
  const [height, width, channels] = imageShape(field);
  const name = typeof source === 'string' ? `"${source}"` : 'The file';
  const bytes = typeof source === 'string' ? await readInputFile(source, 'an image') : source;
  const image = await scaled(bytes, name, width, height, channels);
  const border = borderColour(image);
  const canvas = Uint8Array.from({ length: height * width * channels }, (_, place) => {
    return border[place % channels] ?? 0;
  });
  const top = Math.floor((height - image.height) / 2);
  const left = Math.floor((width - image.width) / 2);
  const line = image.width * channels;
  for (let row = 0; row < image.height; row++) {
    const place = ((top + row) * width + left) * channels;
    canvas.set(image.pixels.subarray(row * line, (row + 1) * line), place);
  }
  const inverted = channels === 1 && (border[0] ?? 0) > WHITE / 2;
  const [low, high] = field.range ?? BYTES;
  return Float32Array.from(canvas, (value) => {
    return low + ((inverted ? WHITE - value : value) / WHITE) * (high - low);
  });
}

interface Pixels {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

function imageShape({
  name,
  kind,
  shape,
}: FieldDescription): [height: number, width: number, channels: 1 | 3] {
  const [height, width, channels] = shape;
  if (kind === 'image' && shape.length === 3 && height && width && (channels === 1 || channels === 3)) {
    return [height, width, channels];
  }
  throw new HostError({
    code: 'field-not-image',
    message: `The network takes ${shape.join(' × ') || 'one value'} for "${name}", which cannot be filled from an image file. Expected height × width × 1 for grey or × 3 for colour images. Give it numbers instead.`,
  });
}

async function scaled(
  bytes: Uint8Array,
  name: string,
  width: number,
  height: number,
  channels: 1 | 3,
): Promise<Pixels> {
  try {
    const { data, info } = await sharp(bytes)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width, height, fit: 'inside' })
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, ...sizeOf(info, channels) };
  } catch (error) {
    throw new HostError({
      code: 'not-an-image',
      message: `${name} cannot be read as an image${reasonOf(error)}. Expected a whole PNG, JPEG, WebP, GIF, TIFF, AVIF or SVG file.`,
    });
  }
}

function sizeOf({ width, height, channels }: OutputInfo, expected: number): Omit<Pixels, 'pixels'> {
  if (channels !== expected) throw new Error(`it has ${channels} channels where ${expected} were expected`);
  return { width, height, channels };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  return /unsupported image format|is missing/i.test(text) || text === '' ? '' : ` (${text})`;
}

/** Mean colour of the outermost pixels. */
function borderColour({ pixels, width, height, channels }: Pixels): number[] {
  const sums = new Array<number>(channels).fill(0);
  let count = 0;
  for (let y = 0; y < height; y++) {
    const isEdgeRow = y === 0 || y === height - 1;
    const step = isEdgeRow ? 1 : Math.max(1, width - 1);
    for (let x = 0; x < width; x += step) {
      for (let channel = 0; channel < channels; channel++) {
        sums[channel] = (sums[channel] ?? 0) + (pixels[(y * width + x) * channels + channel] ?? 0);
      }
      count++;
    }
  }
  return sums.map((sum) => Math.round(sum / count));
}

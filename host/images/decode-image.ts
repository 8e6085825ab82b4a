/** Turns an image file into what a dataset's image field holds, so that a network can be asked about it. */
import type { FieldDescription } from '../../core/data/dataset.ts';
import { HostError } from '../contract.ts';
import { readInputFile } from '../read-input-file.ts';
import { type FittedImage, fitImage, type ImageShape } from './fit-image.ts';

/** What an image's values are where its field does not say otherwise. */
const BYTES: readonly [number, number] = [0, 255];
const WHITE = 255;

/**
 * The raw values of one sample of `field`, channels last. The image is turned upright, laid on white where it is
 * transparent, made grey for fields with one channel, and scaled to fit with its proportions kept; what remains
 * is filled with the mean colour of its border. Values are spread over the field's range.
 *
 * Fields with one channel hold light strokes on dark ground, as handwriting datasets do: an image with a light
 * border, such as a photographed sheet of paper, is inverted, unless the field keeps tones.
 *
 * Throws `HostError` if there is no such file, it is not an image, or the field does not hold images.
 */
export async function decodeImage(
  source: string | Uint8Array,
  field: FieldDescription,
): Promise<Float32Array> {
  const shape = imageShape(field);
  const name = typeof source === 'string' ? `"${source}"` : 'The file';
  const bytes = typeof source === 'string' ? await readInputFile(source, 'an image') : source;
  const { values, border } = await fitted(bytes, name, shape);
  const inverted = shape.channels === 1 && !field.keepsTones && (border[0] ?? 0) > WHITE / 2;
  const [low, high] = field.range ?? BYTES;
  return Float32Array.from(values, (value) => {
    return low + ((inverted ? WHITE - value : value) / WHITE) * (high - low);
  });
}

function imageShape({ name, kind, shape }: FieldDescription): ImageShape {
  const [height, width, channels] = shape;
  if (kind === 'image' && shape.length === 3 && height && width && (channels === 1 || channels === 3)) {
    return { height, width, channels };
  }
  throw new HostError({
    code: 'field-not-image',
    message: `The network takes ${shape.join(' × ') || 'one value'} for "${name}", which cannot be filled from an image file. Expected height × width × 1 for grey or × 3 for colour images. Give it numbers instead.`,
  });
}

async function fitted(bytes: Uint8Array, name: string, shape: ImageShape): Promise<FittedImage> {
  try {
    return await fitImage(bytes, shape);
  } catch (error) {
    throw new HostError({
      code: 'not-an-image',
      message: `${name} cannot be read as an image${reasonOf(error)}. Expected a whole PNG, JPEG, WebP, GIF, TIFF, AVIF or SVG file.`,
    });
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  return /unsupported image format|is missing/i.test(text) || text === '' ? '' : ` (${text})`;
}

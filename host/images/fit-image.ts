/** Brings an image to the size of a dataset's images: upright, on white, with its proportions kept. */
import sharp, { type OutputInfo } from 'sharp';

export interface ImageShape {
  readonly height: number;
  readonly width: number;
  /** Grey, or red, green and blue. */
  readonly channels: 1 | 3;
}

export interface FittedImage {
  /** From 0 to 255, channels last. */
  readonly values: Uint8Array;
  /** Mean colour of the outermost pixels, with which what the image does not cover is filled. */
  readonly border: readonly number[];
}

interface Pixels {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Throws the decoder's own error if `source`, a path or the contents of a file, is not a whole image. */
export async function fitImage(
  source: string | Uint8Array,
  { height, width, channels }: ImageShape,
): Promise<FittedImage> {
  const { data, info } = await sharp(source)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width, height, fit: 'inside' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const image = { pixels: data, ...sizeOf(info, channels) };
  const border = borderColour(image);
  if (image.height === height && image.width === width) return { values: data, border };
  const values = Uint8Array.from({ length: height * width * channels }, (_, place) => {
    return border[place % channels] ?? 0;
  });
  const top = Math.floor((height - image.height) / 2);
  const left = Math.floor((width - image.width) / 2);
  const line = image.width * channels;
  for (let row = 0; row < image.height; row++) {
    const place = ((top + row) * width + left) * channels;
    values.set(data.subarray(row * line, (row + 1) * line), place);
  }
  return { values, border };
}

function sizeOf({ width, height, channels }: OutputInfo, expected: number): Omit<Pixels, 'pixels'> {
  if (channels !== expected) throw new Error(`it has ${channels} channels where ${expected} were expected`);
  return { width, height, channels };
}

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

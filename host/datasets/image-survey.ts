/** Looks through all images once: which can be read, what size most of them have, whether all are grey. */
import sharp from 'sharp';
import { fitImage } from '../images/fit-image.ts';
import { inParallel } from './in-parallel.ts';

/** Larger images are scaled down to this: networks learn from small ones, and quickly. */
const MOST_SIDE = 128;
const COLOURS = 3;

export interface Size {
  readonly height: number;
  readonly width: number;
}

export interface ImageSurvey {
  /** Of those given, the places of the images that cannot be read. */
  readonly unreadable: ReadonlySet<number>;
  /** The most common size, at most 128 a side. */
  readonly size: Size;
  readonly channels: 1 | 3;
  /** How many different sizes there are. */
  readonly sizes: number;
  /** The most common size itself. */
  readonly commonSize: Size;
}

interface Survey {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Undefined if none of the images can be read. `onImage` gets each readable image as it is decoded. */
export async function surveyImages(
  paths: readonly string[],
  onImage: (place: number, colours: Uint8Array) => void,
  { onProgress, signal }: Survey = {},
): Promise<ImageSurvey | undefined> {
  onProgress?.(0, paths.length);
  const sizes = await inParallel(paths, readSize, signal);
  const { common, different } = mostCommon(sizes);
  if (!common) return undefined;

  const size = scaledDown(common);
  const unreadable = new Set<number>();
  let grey = true;
  let done = 0;
  const look = async (path: string, place: number) => {
    const colours = sizes[place] && (await decodeColours(path, size).catch(() => undefined));
    done += 1;
    onProgress?.(done, paths.length);
    if (!colours) {
      unreadable.add(place);
      return;
    }
    grey &&= isGrey(colours);
    onImage(place, colours);
  };
  await inParallel(paths, look, signal);
  if (unreadable.size === paths.length) return undefined;
  return { unreadable, size, channels: grey ? 1 : COLOURS, sizes: different, commonSize: common };
}

/** Red, green and blue of every pixel, also of grey images: how they are read must not depend on the others. */
export async function decodeColours(path: string, { height, width }: Size): Promise<Uint8Array> {
  return (await fitImage(path, { height, width, channels: COLOURS })).values;
}

/** The image itself, or the one value of each pixel of a grey one. */
export function toChannels(colours: Uint8Array, channels: 1 | 3): Uint8Array {
  if (channels === COLOURS) return colours;
  return Uint8Array.from({ length: colours.length / COLOURS }, (_, pixel) => colours[pixel * COLOURS] ?? 0);
}

/** As the image stands once it is turned upright. Undefined for what is no image. */
async function readSize(path: string): Promise<Size | undefined> {
  try {
    const { height, width } = (await sharp(path).metadata()).autoOrient;
    return { height, width };
  } catch {
    return undefined;
  }
}

/** Of those that are equally common, the first. */
function mostCommon(sizes: readonly (Size | undefined)[]): { common: Size | undefined; different: number } {
  const counts = new Map<string, { size: Size; count: number }>();
  for (const size of sizes) {
    if (!size) continue;
    const key = `${size.height} ${size.width}`;
    const counted = counts.get(key);
    if (counted) counted.count++;
    else counts.set(key, { size, count: 1 });
  }
  const [first] = [...counts.values()].sort((one, other) => other.count - one.count);
  return { common: first?.size, different: counts.size };
}

function scaledDown({ height, width }: Size): Size {
  const factor = Math.min(1, MOST_SIDE / Math.max(height, width));
  const side = (length: number) => Math.max(1, Math.round(length * factor));
  return { height: side(height), width: side(width) };
}

function isGrey(colours: Uint8Array): boolean {
  for (let place = 0; place < colours.length; place += COLOURS) {
    const red = colours[place];
    if (red !== colours[place + 1] || red !== colours[place + 2]) return false;
  }
  return true;
}

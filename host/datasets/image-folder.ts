/** A dataset of image files, sorted into a subfolder for each class; they are decoded as they are needed. */
import { basename, join } from 'node:path';
import { type Dataset, DatasetError, type FieldDescription } from '../../core/data/dataset.ts';
import { completeDescription } from '../../core/data/description.ts';
import { requireInside, sampleValues } from '../../core/data/memory-dataset.ts';
import type { ClassFolder } from './image-files.ts';
import { decodeColours, type ImageSurvey, type Size, surveyImages, toChannels } from './image-survey.ts';
import { inParallel } from './in-parallel.ts';

/** Decoded images are kept up to this size, so that small datasets are decoded once and large ones fit. */
const CACHE_BYTES = 128 * 1024 ** 2;
const MOST_NAMES = 5;

interface ImageFile {
  readonly path: string;
  /** How it is called in messages: `cats/tom.png`. */
  readonly name: string;
  readonly label: number;
}

export interface ImageFolderOptions {
  /** How much memory decoded images may take. */
  readonly cacheBytes?: number;
  /** How many of the images are looked through. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends looking through them with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** @param found - The subfolders of `folder`. */
export async function openImageFolder(
  source: string,
  folder: string,
  found: readonly ClassFolder[],
  { cacheBytes = CACHE_BYTES, onProgress, signal }: ImageFolderOptions = {},
): Promise<Dataset> {
  const filled = found.filter(({ images }) => images.length > 0);
  const [only] = filled;
  if (only && filled.length === 1) {
    throw new DatasetError(
      `'${folder}' holds images of a single class, '${only.name}': there is nothing to tell apart. Expected a subfolder of images for each of at least two classes. Add another, or name the folder that holds the class folders.`,
    );
  }
  const files = filled.flatMap(({ name, images }, label) =>
    images.map((image) => ({ path: join(folder, name, image), name: `${name}/${image}`, label })),
  );
  const decoded = new ImageCache(cacheBytes);
  const survey = await surveyImages(
    files.map(({ path }) => path),
    (place, colours) => decoded.keep(files[place]?.path ?? '', colours),
    { onProgress, signal },
  );
  if (!survey) {
    throw new DatasetError(
      `None of the ${files.length.toLocaleString('en')} images in '${folder}' can be read. Expected whole PNG, JPEG, WebP, GIF, TIFF or AVIF files. Copy or download them again.`,
    );
  }

  const readable = files.filter((_, place) => !survey.unreadable.has(place));
  const { size, channels } = survey;
  const shape = [size.height, size.width, channels];
  const fields: FieldDescription[] = [
    { name: 'image', kind: 'image', shape, range: [0, 255], keepsTones: true },
    { name: 'label', kind: 'category', shape: [], classes: filled.map(({ name }) => name) },
  ];
  const description = completeDescription(
    {
      source,
      title: basename(folder),
      summary: `${readable.length.toLocaleString('en')} ${channels === 1 ? 'grey' : 'colour'} images of ${format(size)} pixels in ${filled.length} classes.`,
      samples: readable.length,
      fields,
      target: 'label',
    },
    { label: Int32Array.from(readable, ({ label }) => label) },
    [...unreadableProblems(files, survey), ...emptyFolderProblems(found), ...sizeProblems(survey)],
  );

  return {
    description,
    async read(indices) {
      requireInside(indices, description);
      const wanted = Array.from(indices, (index) => readable[index]).filter((file) => file !== undefined);
      const length = sampleValues(shape);
      const image = new Float32Array(wanted.length * length);
      await inParallel(wanted, async ({ path }, place) => {
        const colours = decoded.get(path) ?? (await decodeAgain(path, size));
        image.set(toChannels(colours, channels), place * length);
      });
      return {
        image: { dtype: 'float32', shape: [wanted.length, ...shape], data: image },
        label: {
          dtype: 'int32',
          shape: [wanted.length],
          data: Int32Array.from(wanted, ({ label }) => label),
        },
      };
    },
  };
}

/**
 * Keeps the first images that fit and no others: samples are visited in a new order each epoch, so that replacing
 * the oldest would drop each image shortly before it is needed.
 */
class ImageCache {
  readonly #images = new Map<string, Uint8Array>();
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  keep(path: string, image: Uint8Array): void {
    if (image.byteLength > this.#free) return;
    this.#free -= image.byteLength;
    this.#images.set(path, image);
  }

  get(path: string): Uint8Array | undefined {
    return this.#images.get(path);
  }
}

async function decodeAgain(path: string, size: Size): Promise<Uint8Array> {
  try {
    return await decodeColours(path, size);
  } catch {
    throw new DatasetError(
      `'${path}' can no longer be read as an image: it was changed or removed after the data was opened. Put it back, or choose the data again.`,
    );
  }
}

function unreadableProblems(files: readonly ImageFile[], { unreadable }: ImageSurvey): string[] {
  if (unreadable.size === 0) return [];
  const names = files.filter((_, place) => unreadable.has(place)).map(({ name }) => name);
  return names.length === 1
    ? [`The image '${names[0]}' cannot be read and is left out. Replace or delete it.`]
    : [`${names.length} images cannot be read and are left out: ${list(names)}. Replace or delete them.`];
}

function emptyFolderProblems(found: readonly ClassFolder[]): string[] {
  const names = found.filter(({ images }) => images.length === 0).map(({ name }) => name);
  if (names.length === 0) return [];
  return names.length === 1
    ? [`The folder '${names[0]}' holds no images and is left out.`]
    : [`${names.length} folders hold no images and are left out: ${list(names)}.`];
}

function sizeProblems({ sizes, size, commonSize }: ImageSurvey): string[] {
  const to = `${format(size)} pixels (height × width)`;
  if (sizes > 1) {
    return [
      `The images have ${sizes.toLocaleString('en')} different sizes. They are fitted into ${to}, after the most common size, with their proportions kept.`,
    ];
  }
  return size.height === commonSize.height && size.width === commonSize.width
    ? []
    : [`The images measure ${format(commonSize)} pixels and are scaled down to ${to}.`];
}

function format({ height, width }: Size): string {
  return `${height.toLocaleString('en')} × ${width.toLocaleString('en')}`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `'${name}'`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en')} more` : shown.join(', ');
}

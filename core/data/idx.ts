/** The IDX format of MNIST: a header with the dimensions, then the bytes. */
import { type Dataset, DatasetError, type FieldDescription } from './dataset.ts';
import { completeDescription } from './description.ts';
import { memoryDataset } from './memory-dataset.ts';

/** Numbers of the third byte: unsigned bytes, the only ones that image sets use. */
const UNSIGNED_BYTES = 0x08;

export interface IdxArray {
  /** How the file is called in messages. */
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly values: Uint8Array;
}

/** @param ranks - Numbers of dimensions that are expected: 3 or 4 for images, 1 for labels. */
export function decodeIdx(bytes: Uint8Array, name: string, ranks: readonly number[]): IdxArray {
  const rank = bytes[3] ?? 0;
  const known = bytes[0] === 0 && bytes[1] === 0 && bytes[2] === UNSIGNED_BYTES && ranks.includes(rank);
  if (bytes.length >= 4 && !known) {
    const expected = ranks.map((wanted) => `00 00 08 0${wanted}`).join(' or ');
    const content = ranks.includes(1) ? 'labels' : 'images';
    throw new DatasetError(
      `'${name}' does not hold IDX ${content}: it starts with ${hex(bytes.subarray(0, 4))}, expected ${expected}. Check that this is the right file.`,
    );
  }
  const header = 4 + 4 * rank;
  if (bytes.length < Math.max(header, 8)) {
    throw new DatasetError(
      `'${name}' is cut off: it ends after ${count(bytes.length, 'byte')}, within its header. Copy or download it again.`,
    );
  }

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dimensions = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const promised = dimensions.reduce((product, dimension) => product * dimension, 1);
  const found = bytes.length - header;
  if (found !== promised) {
    const what = found < promised ? 'is cut off' : 'is damaged';
    throw new DatasetError(
      `'${name}' ${what}: its header promises ${promise(dimensions)}, but it holds ${found.toLocaleString('en')}. Copy or download it again.`,
    );
  }
  return { name, dimensions, values: bytes.subarray(header) };
}

/** Images and their labels that belong together. */
export interface IdxPair {
  readonly images: IdxArray;
  readonly labels: IdxArray;
}

/** One dataset of all pairs, in their order. */
export function idxDataset(source: string, title: string, pairs: readonly IdxPair[]): Dataset {
  for (const { images, labels } of pairs) {
    const [imageCount = 0, labelCount = 0] = [images.dimensions[0], labels.dimensions[0]];
    if (imageCount !== labelCount) {
      throw new DatasetError(
        `'${images.name}' holds ${count(imageCount, 'image')}, but '${labels.name}' holds ${count(labelCount, 'label')}. Every image needs exactly one label: check that the two files belong together.`,
      );
    }
  }
  const shape = sharedImageShape(pairs);
  const image = concatenate(pairs.map(({ images }) => images.values));
  const { label, classes } = toClasses(concatenate(pairs.map(({ labels }) => labels.values)));
  if (label.length === 0) {
    throw new DatasetError(`'${source}' holds no images: its files are empty. Copy or download them again.`);
  }

  const [height, width, channels] = shape;
  const fields: FieldDescription[] = [
    { name: 'image', kind: 'image', shape, range: [0, 255] },
    { name: 'label', kind: 'category', shape: [], classes },
  ];
  const values = { image, label };
  return memoryDataset(
    completeDescription(
      {
        source,
        title,
        summary: `${label.length.toLocaleString('en')} ${channels === 1 ? 'grey' : 'colour'} images of ${height} × ${width} pixels in ${count(classes.length, 'class', 'classes')}.`,
        samples: label.length,
        fields,
        target: 'label',
      },
      values,
    ),
    values,
  );
}

/** `[height, width, channels]`, the same for all files. */
function sharedImageShape(pairs: readonly IdxPair[]): number[] {
  const [first, ...others] = pairs.map(({ images }) => {
    const [, height = 0, width = 0, channels = 1] = images.dimensions;
    return { name: images.name, shape: [height, width, channels] };
  });
  if (!first) throw new Error('At least one pair of IDX files is needed.');
  for (const { name, shape } of others) {
    if (shape.join() !== first.shape.join()) {
      throw new DatasetError(
        `The images of '${first.name}' measure ${first.shape.join(' × ')}, those of '${name}' ${shape.join(' × ')}. All images of a dataset must have one size: put the files into folders of their own.`,
      );
    }
  }
  return first.shape;
}

/** Labels that occur become the classes 0, 1, 2, …, named after themselves. */
function toClasses(labels: Uint8Array): { label: Uint8Array; classes: string[] } {
  const occurring = [...new Set(labels)].sort((one, other) => one - other);
  const places = new Map(occurring.map((value, place) => [value, place]));
  return { label: labels.map((value) => places.get(value) ?? 0), classes: occurring.map(String) };
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`;
}

/** `10000 × 28 × 28 = 7,840,000 values`. */
function promise(dimensions: readonly number[]): string {
  const values = count(
    dimensions.reduce((product, dimension) => product * dimension, 1),
    'value',
  );
  return dimensions.length === 1 ? values : `${dimensions.join(' × ')} = ${values}`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

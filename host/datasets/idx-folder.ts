/** Finds the IDX files of a folder and pairs images with labels by their names. */
import { basename, join } from 'node:path';
import { type Dataset, DatasetError } from '../../core/data/dataset.ts';
import { decodeIdx, type IdxPair, idxDataset } from '../../core/data/idx.ts';
import { readBytes } from './read-file.ts';

/** `train-images-idx3-ubyte.gz`; once unpacked, often `train-images.idx3-ubyte`. */
const IMAGES = /^(.*)images[-.]idx[34]-ubyte(\.gz)?$/;
const LABELS = /^(.*)labels[-.]idx1-ubyte(\.gz)?$/;

/** Training files first, test files last. */
const PREFIX_ORDER = ['train-', 't10k-', 'test-'];

export function isIdxFile(name: string): boolean {
  return IMAGES.test(name) || LABELS.test(name);
}

/** Of all names of a folder, the images and the labels that belong with one of the two. */
export function idxPartners(name: string, names: readonly string[]): string[] {
  const prefix = prefixOf(name);
  return names.filter((other) => isIdxFile(other) && prefixOf(other) === prefix);
}

/** `train-`, in the names of its images and of its labels. */
function prefixOf(name: string): string | undefined {
  return (IMAGES.exec(name) ?? LABELS.exec(name))?.[1];
}

/** @param names - Those files of the folder that are to be read. */
export async function openIdxFolder(
  source: string,
  folder: string,
  names: readonly string[],
): Promise<Dataset> {
  const images = byPrefix(names, IMAGES);
  const labels = byPrefix(names, LABELS);
  for (const [prefix, name] of images) {
    if (!labels.has(prefix)) {
      throw new DatasetError(
        `'${join(folder, name)}' has no labels: expected '${prefix}labels-idx1-ubyte' or '${prefix}labels-idx1-ubyte.gz' beside it. Put both files into one folder.`,
      );
    }
  }
  for (const [prefix, name] of labels) {
    if (!images.has(prefix)) {
      throw new DatasetError(
        `'${join(folder, name)}' has no images: expected '${prefix}images-idx3-ubyte' or '${prefix}images-idx3-ubyte.gz' beside it. Put both files into one folder.`,
      );
    }
  }

  const pairs: IdxPair[] = [];
  for (const prefix of [...images.keys()].sort(comparePrefixes)) {
    const read = async (name: string | undefined, ranks: readonly number[]) => {
      const path = join(folder, name ?? '');
      return decodeIdx(await readBytes(path), path, ranks);
    };
    pairs.push({
      images: await read(images.get(prefix), [3, 4]),
      labels: await read(labels.get(prefix), [1]),
    });
  }
  return idxDataset(source, basename(folder), pairs);
}

/** An unpacked file comes before a gzipped one of the same name. */
function byPrefix(names: readonly string[], pattern: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of [...names].sort().reverse()) {
    const prefix = pattern.exec(name)?.[1];
    if (prefix !== undefined) found.set(prefix, name);
  }
  return found;
}

function comparePrefixes(one: string, other: string): number {
  const rank = (prefix: string) => {
    const place = PREFIX_ORDER.indexOf(prefix);
    return place < 0 ? PREFIX_ORDER.length : place;
  };
  return rank(one) - rank(other) || one.localeCompare(other, 'en');
}

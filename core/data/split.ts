/** Parts samples into those to train on and those to validate with. */
import { shuffled } from './shuffle.ts';

export interface Split {
  /** In ascending order, as is `validation`. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/**
 * Keeps `fraction` of the samples for validation, of each class its exact share. With fraction 0 all samples are
 * both. Otherwise both parts hold at least one sample, if there are two.
 *
 * @param labels - The class of each sample, or their number where there are no classes.
 */
export function stratifiedSplit(labels: ArrayLike<number> | number, fraction: number, seed: number): Split {
  const samples = typeof labels === 'number' ? labels : labels.length;
  const all = Int32Array.from({ length: samples }, (_, index) => index);
  if (fraction <= 0 || samples < 2) return { train: all, validation: all.slice() };

  const total = Math.min(Math.max(Math.round(samples * fraction), 1), samples - 1);
  const groups = typeof labels === 'number' ? [all] : groupByClass(labels);
  const shares = exactShares(
    groups.map(({ length }) => length),
    total,
  );

  const held = new Uint8Array(samples);
  groups.forEach((group, place) => {
    for (const index of shuffled(group, seed, 'split', place).subarray(0, shares[place])) held[index] = 1;
  });
  return {
    train: all.filter((index) => held[index] === 0),
    validation: all.filter((index) => held[index] === 1),
  };
}

/** Keeps the last samples for validation, as time goes: what is learned from is older than what is asked. */
export function lastSplit(samples: number, fraction: number): Split {
  const all = Int32Array.from({ length: samples }, (_, index) => index);
  if (fraction <= 0 || samples < 2) return { train: all, validation: all.slice() };
  const total = Math.min(Math.max(Math.round(samples * fraction), 1), samples - 1);
  return { train: all.slice(0, samples - total), validation: all.slice(samples - total) };
}

function groupByClass(labels: ArrayLike<number>): Int32Array[] {
  const groups = new Map<number, number[]>();
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index] ?? 0;
    const group = groups.get(label);
    if (group) group.push(index);
    else groups.set(label, [index]);
  }
  return [...groups].sort(([one], [other]) => one - other).map(([, group]) => Int32Array.from(group));
}

/**
 * Parts `total` in proportion to `sizes` by largest remainder. Every class keeps a sample to train on as long as
 * others can give theirs instead.
 */
function exactShares(sizes: readonly number[], total: number): number[] {
  const samples = sizes.reduce((sum, size) => sum + size, 0);
  const quotas = sizes.map((size) => (size * total) / samples);
  const shares = quotas.map(Math.floor);
  let left = total - shares.reduce((sum, share) => sum + share, 0);

  const byRemainder = quotas
    .map((quota, place) => ({ place, remainder: quota % 1, size: sizes[place] ?? 0 }))
    .sort(
      (one, other) => other.remainder - one.remainder || other.size - one.size || one.place - other.place,
    );
  for (const kept of [1, 0]) {
    let given = true;
    while (left > 0 && given) {
      given = false;
      for (const { place, size } of byRemainder) {
        const share = shares[place] ?? 0;
        if (left === 0 || share >= size - kept) continue;
        shares[place] = share + 1;
        left--;
        given = true;
      }
    }
  }
  return shares;
}

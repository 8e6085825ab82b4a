/**
 * Seeded random numbers outside of programs: first weights, shuffles, splits. Whole-number arithmetic only, so
 * that every machine draws the same ones. Chris Doty-Humphrey's sfc32, 128 bits of state.
 */
export interface Prng {
  /** In [0, 1), a multiple of 2^-32. */
  uniform(): number;
  /** A whole number from 0 up to, not including, `limit` (2^32 at most); all equally likely. */
  below(limit: number): number;
}

/** Streams of different names are independent: adding a layer does not change the numbers of another. */
export function makePrng(seed: number, stream = ''): Prng {
  const next = sfc32(seed, stream);
  return {
    uniform: () => next() / 2 ** 32,
    below: (limit) => {
      if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) {
        throw new Error(`A limit is a whole number from 1 to 4294967296, but it is ${limit}.`);
      }
      // Numbers beyond the last whole multiple of the limit would favour small results.
      const fair = 2 ** 32 - (2 ** 32 % limit);
      let number = next();
      while (number >= fair) number = next();
      return number % limit;
    },
  };
}

/** Fisher and Yates, in place. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(list: T, prng: Prng): T {
  for (let last = list.length - 1; last > 0; last--) {
    const other = prng.below(last + 1);
    const held = list[last];
    list[last] = list[other];
    list[other] = held;
  }
  return list;
}

function sfc32(seed: number, stream: string): () => number {
  let [a, b, c] = seedState(seed, stream);
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first rounds still resemble the seed.
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** Three different hashes (FNV-1a, then murmur's mixing) of the seed and the stream's name. */
function seedState(seed: number, stream: string): [number, number, number] {
  const text = `${seed}/${stream}`;
  return [hash(text, 0x811c9dc5), hash(text, 0x9e3779b9), hash(text, 0x85ebca6b)];
}

function hash(text: string, basis: number): number {
  let value = basis;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

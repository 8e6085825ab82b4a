/**
 * The one source of random numbers outside the engine: splits, shuffles, generated data, first weights. The same
 * seed and keys give the same numbers on every machine.
 */

export interface Random {
  /** From 0 up to, but never, 1. */
  uniform(): number;
  /** A whole number from 0 up to, but never, `limit`. */
  below(limit: number): number;
  /** From the normal distribution with mean 0 and deviation 1. */
  normal(): number;
}

/** Numbers that depend on `seed` and `keys` only: `createRandom(seed, 'shuffle', epoch)`. */
export function createRandom(seed: number, ...keys: readonly (number | string)[]): Random {
  let [a, b, c, d] = initialState(seed, keys);

  // sfc32 by Chris Doty-Humphrey (public domain): 128 bits of state, passes PractRand.
  function next(): number {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
  // Close seeds need a few rounds before their sequences part.
  for (let round = 0; round < 12; round++) next();

  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    below: (limit) => Math.floor(uniform() * limit),
    // Box-Muller; `1 - uniform()` is never 0, so the logarithm is finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** A hash of the seed and the keys, spread over four words. */
function initialState(seed: number, keys: readonly (number | string)[]): [number, number, number, number] {
  const text = [seed, ...keys].map((key) => `${typeof key}:${key}`).join('|');
  const word = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let i = 0; i < text.length; i++) hash = mix(hash ^ text.charCodeAt(i));
    return hash;
  };
  return [word(0x9e3779b9), word(0x7f4a7c15), word(0xf39cc060), 1];
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

/** The order in which an epoch visits its samples. */
import { createRandom } from './prng.ts';

/** A permutation of `indices` that depends on nothing but the arguments, so that a resumed run repeats it. */
export function epochOrder(indices: Int32Array, seed: number, epoch: number): Int32Array {
  return shuffled(indices, seed, 'epoch', epoch);
}

/** A shuffled copy (Fisher and Yates). */
export function shuffled(
  values: Int32Array,
  seed: number,
  ...keys: readonly (number | string)[]
): Int32Array {
  const random = createRandom(seed, ...keys);
  const result = values.slice();
  for (let last = result.length - 1; last > 0; last--) {
    const chosen = random.below(last + 1);
    const value = result[chosen] ?? 0;
    result[chosen] = result[last] ?? 0;
    result[last] = value;
  }
  return result;
}

/** Picks places all over a dataset, the same ones every time. */

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * `count` different places below `samples`; another `round` gives others. Datasets are often sorted, or take
 * their classes in turn: a stride that has no divisor in common with their number meets neither pattern.
 */
export function spreadIndices(samples: number, count: number, round: number): number[] {
  let stride = Math.max(1, Math.round(samples * GOLDEN));
  while (commonDivisor(stride, samples) > 1) stride += 1;
  const taken = Math.min(samples, count);
  return Array.from({ length: taken }, (_, place) => ((round * taken + place) * stride) % samples);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** Picks places all over a dataset, the same ones every time. */

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * `count` different places below `samples`; another `round` gives others. Datasets are often sorted, or take
 * their classes in turn: a stride that has no divisor in common with their number meets neither pattern. All of a
 * small dataset come in its own order.
 */
export function spreadIndices(samples: number, count: number, round: number): number[] {
  if (samples <= count) return Array.from({ length: samples }, (_, place) => place);
  let stride = Math.max(1, Math.round(samples * GOLDEN));
  while (commonDivisor(stride, samples) > 1) stride += 1;
  return Array.from({ length: count }, (_, place) => ((round * count + place) * stride) % samples);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

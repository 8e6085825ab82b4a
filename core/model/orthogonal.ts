import type { Random } from '../data/prng.ts';

/**
 * Rows that stand at right angles where there are fewer rows than columns, else columns that do; all of the
 * length `gain`. Numbers from the normal distribution, made orthogonal one after the other (Gram and Schmidt,
 * twice for accuracy): the same distribution as the QR decomposition with positive diagonal gives.
 */
export function fillOrthogonal(data: Float32Array, columns: number, gain: number, random: Random): void {
  const rows = data.length / columns;
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => random.normal()));
  vectors.forEach((vector, index) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors.slice(0, index)) subtractShare(vector, other);
    }
    const norm = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < length; i++) vector[i] = (vector[i] ?? 0) / norm;
  });
  vectors.forEach((vector, index) => {
    for (let i = 0; i < length; i++) {
      const place = rows < columns ? index * columns + i : i * columns + index;
      data[place] = gain * (vector[i] ?? 0);
    }
  });
}

/** Takes from `vector` what points along `direction`, which has length 1. */
function subtractShare(vector: Float64Array, direction: Float64Array): void {
  const share = dot(vector, direction);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) - share * (direction[i] ?? 0);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] ?? 0) * (other[i] ?? 0);
  return sum;
}

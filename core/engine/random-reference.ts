/**
 * The numbers of `randomUniform` in plain JavaScript: what every engine must draw. Seed, step and stream are
 * mixed into two keys; each row and each column gets a number of its own from them, and each element mixes the
 * sum of its row's and its column's.
 */

export const WEYL_ROW = 0x9e3779b9;
export const WEYL_COLUMN = 0x85ebca6b;
export const MULTIPLIER_1 = 0x7feb352d;
export const MULTIPLIER_2 = 0x846ca68b;
export const KEY_STEP = 0xc2b2ae35;

/** Rows and columns that the elements of a shape are counted in: as close to a square as its axes allow. */
export function gridOf(shape: readonly number[]): { readonly rows: number; readonly columns: number } {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  let best = { rows: 1, columns: size };
  let rows = 1;
  for (const dimension of shape) {
    rows *= dimension;
    const columns = size / rows;
    if (rows + columns < best.rows + best.columns) best = { rows, columns };
  }
  return best;
}

function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), MULTIPLIER_1);
  x = Math.imul(x ^ (x >>> 15), MULTIPLIER_2);
  return x >>> 0;
}

/** A stream's own starting point; computed when a program is built, not when it runs. */
export function streamKey(stream: number): number {
  return mix(Math.imul(stream + 1, WEYL_ROW));
}

/** float32 numbers in [0, 1). `seed` and `step` are int32. */
export function randomUniformReference(
  seed: number,
  step: number,
  stream: number,
  shape: readonly number[],
): Float32Array {
  const { rows, columns } = gridOf(shape);
  const rowKey = mix(mix((seed >>> 0) + streamKey(stream)) + (step >>> 0));
  const columnKey = mix(rowKey + KEY_STEP);
  const columnNumbers = Uint32Array.from({ length: columns }, (_, column) =>
    mix(Math.imul(column, WEYL_COLUMN) + columnKey),
  );
  const numbers = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const rowNumber = mix(Math.imul(row, WEYL_ROW) + rowKey);
    for (let column = 0; column < columns; column++) {
      const bits = mix(rowNumber + (columnNumbers[column] ?? 0)) >>> 8;
      numbers[row * columns + column] = bits * 2 ** -24;
    }
  }
  return numbers;
}

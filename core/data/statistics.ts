/** Mean, deviation and limits of columns of numbers that arrive batch by batch. */

/** What was seen of one column. */
export interface ColumnStatistics {
  readonly count: number;
  readonly mean: number;
  /** Of the whole, not of a sample of it: divided by `count`. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
  /** Whether nothing but 0 and 1 occurred. */
  readonly binary: boolean;
}

export interface StatisticsCollector {
  /** Values row after row, each row one value of every column. */
  add(values: ArrayLike<number>): void;
  result(): ColumnStatistics[];
}

/** Welford's method: exact to the last digits even where the mean is large and the deviation small. */
export function collectStatistics(columns: number): StatisticsCollector {
  const count = new Float64Array(columns);
  const mean = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const min = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  const binary = new Uint8Array(columns).fill(1);

  return {
    add(values) {
      for (let i = 0; i < values.length; i++) {
        const column = i % columns;
        const value = values[i] ?? 0;
        const seen = (count[column] ?? 0) + 1;
        const before = mean[column] ?? 0;
        const after = before + (value - before) / seen;
        count[column] = seen;
        mean[column] = after;
        squares[column] = (squares[column] ?? 0) + (value - before) * (value - after);
        if (value < (min[column] ?? 0)) min[column] = value;
        if (value > (max[column] ?? 0)) max[column] = value;
        if (value !== 0 && value !== 1) binary[column] = 0;
      }
    },
    result: () =>
      Array.from({ length: columns }, (_, column) => ({
        count: count[column] ?? 0,
        mean: mean[column] ?? 0,
        deviation: Math.sqrt((squares[column] ?? 0) / Math.max(count[column] ?? 0, 1)),
        min: min[column] ?? 0,
        max: max[column] ?? 0,
        binary: binary[column] === 1,
      })),
  };
}

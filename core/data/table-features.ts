/** What a network learns from and predicts in the columns of a table, as numbers. */
import type { FieldDescription } from './dataset.ts';
import type { FieldValues } from './memory-dataset.ts';
import type { Column, NumberColumn, TextColumn } from './table-columns.ts';

/** Whole numbers with at most this many different values are classes. */
const MOST_NUMBERED_CLASSES = 20;
/** A text column with more different texts than this teaches nothing. */
export const MOST_TEXTS = 50;
const FEWEST_COUNTED = 20;

/** 0, 1, 2, … or 1, 2, 3, … from top to bottom, in more rows than that happens by chance. */
export function countsRows(column: Column): boolean {
  if (column.kind !== 'number' || column.values.length < FEWEST_COUNTED) return false;
  const [start] = column.values;
  return (start === 0 || start === 1) && column.values.every((value, row) => value === start + row);
}

export interface Feature {
  readonly name: string;
  /** How many rows have no value. */
  readonly missing: number;
  readonly values: Float32Array;
}

/** A number column as it is; a text column as one column of 0 and 1 for each of its texts. */
export function expand(column: Column, rows: readonly number[], problems: string[]): Feature[] {
  return column.kind === 'number' ? [numbers(column, rows, problems)] : oneHot(column, rows, problems);
}

function numbers({ name, values }: NumberColumn, rows: readonly number[], problems: string[]): Feature {
  const used = Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  const present = used.filter((value) => !Number.isNaN(value));
  const missing = used.length - present.length;
  if (missing === 0) return { name, missing, values: new Float32Array(used) };
  const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length);
  problems.push(
    `Column '${name}' has no value in ${plural(missing, 'row', 'rows')}; the mean of the others, ${Number(mean.toPrecision(4))}, stands in.`,
  );
  return { name, missing, values: Float32Array.from(used, (value) => (Number.isNaN(value) ? mean : value)) };
}

export function oneHot({ name, values }: TextColumn, rows: readonly number[], problems: string[]): Feature[] {
  const texts = [...new Set(rows.map((row) => values[row] ?? ''))].sort();
  if (texts.length > MOST_TEXTS) {
    problems.push(
      `Column '${name}' has ${texts.length.toLocaleString('en')} different texts, too many to learn from; it is left out.`,
    );
    return [];
  }
  if (texts.includes('')) {
    const missing = rows.filter((row) => values[row] === undefined).length;
    problems.push(
      `Column '${name}' has no value in ${plural(missing, 'row', 'rows')}; "missing" is a value of its own there.`,
    );
  }
  return texts.map((text) => ({
    name: `${name}=${text === '' ? 'missing' : text}`,
    // What is missing has a column of its own.
    missing: 0,
    values: Float32Array.from(rows, (row) => ((values[row] ?? '') === text ? 1 : 0)),
  }));
}

export function interleave(features: readonly Feature[], rows: number): Float32Array {
  const table = new Float32Array(rows * features.length);
  features.forEach(({ values }, place) => {
    for (let row = 0; row < rows; row++) table[row * features.length + place] = values[row] ?? 0;
  });
  return table;
}

export function targetField(
  column: Column,
  rows: readonly number[],
): { field: FieldDescription; values: FieldValues } {
  const { name } = column;
  if (column.kind === 'number' && !isNumbered(column, rows)) {
    return {
      field: { name, kind: 'numeric', shape: [1], columns: [name] },
      values: Float32Array.from(rows, (row) => column.values[row] ?? 0),
    };
  }
  const cells = rows.map((row) => column.values[row] ?? '');
  const distinct = [...new Set(cells)];
  const classes = column.kind === 'number' ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort();
  const places = new Map(classes.map((value, place) => [value, place]));
  return {
    field: { name, kind: 'category', shape: [], classes: classes.map(String) },
    values: Int32Array.from(cells, (cell) => places.get(cell) ?? 0),
  };
}

/** Whether numbers stand for classes: whole, few, and each of them often. */
function isNumbered({ values }: NumberColumn, rows: readonly number[]): boolean {
  const distinct = new Set(rows.map((row) => values[row] ?? 0));
  const whole = [...distinct].every(Number.isInteger);
  return (
    whole &&
    (distinct.size <= 2 || (distinct.size <= MOST_NUMBERED_CLASSES && distinct.size * 5 <= rows.length))
  );
}

export function plural(amount: number, one: string, many: string): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`;
}

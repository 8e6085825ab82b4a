/** Understands the columns of a table of texts: which hold numbers, which hold names, what is missing. */
import { DatasetError } from './dataset.ts';

/** A column is a number column if at least this share of its values are numbers. */
const NUMBER_SHARE = 0.9;
const MISSING = new Set(['', '?', 'na', 'n/a', 'nan', 'null', '-']);
/** Among texts it is an answer like others: no pain, no ticket. Among numbers it can only be a gap. */
const MISSING_NUMBER = 'none';

export interface TableRow {
  /** Counted from 1 in the file. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  /** NaN where missing. */
  readonly values: Float64Array;
}

export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  /** `undefined` where missing. */
  readonly values: readonly (string | undefined)[];
}

export type Column = NumberColumn | TextColumn;

export function isMissing(cell: string): boolean {
  return MISSING.has(cell.toLowerCase());
}

function isMissingNumber(cell: string): boolean {
  return isMissing(cell) || cell.toLowerCase() === MISSING_NUMBER;
}

/** NaN for what is no number, or one that is too large to be stored. */
function toNumber(cell: string): number {
  const value = cell === '' ? Number.NaN : Number(cell);
  return Number.isFinite(Math.fround(value)) ? value : Number.NaN;
}

function isNumber(cell: string): boolean {
  return !Number.isNaN(toNumber(cell));
}

/** A first row of names: no cell is a number, and what is below differs in kind or never repeats a name. */
export function hasHeader(rows: readonly TableRow[]): boolean {
  const [first, ...rest] = rows;
  if (!first || rest.length === 0 || first.cells.some(isNumber)) return false;
  const named = first.cells.flatMap((cell, place) => (isMissing(cell) ? [] : [place]));
  if (named.some((place) => rest.some(({ cells }) => isNumber(cells[place] ?? '')))) return true;
  const allDiffer = new Set(first.cells).size === first.cells.length;
  const repeated = rest.some(({ cells }) => cells.some((cell, place) => cell === first.cells[place]));
  return named.length === first.cells.length && allDiffer && !repeated;
}

export function readColumn(name: string, place: number, rows: readonly TableRow[], file: string): Column {
  const cellOf = (row: TableRow) => row.cells[place] ?? '';
  const values = Float64Array.from(rows, (row) => toNumber(cellOf(row)));
  const others = rows.filter((row, at) => Number.isNaN(values[at]) && !isMissingNumber(cellOf(row)));
  const numbers = values.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
  if (numbers === 0 || numbers < NUMBER_SHARE * (numbers + others.length)) {
    const texts = rows.map(cellOf);
    return { kind: 'text', name, values: texts.map((cell) => (isMissing(cell) ? undefined : cell)) };
  }
  const [odd] = others;
  if (!odd) return { kind: 'number', name, values };
  throw new DatasetError(
    `'${file}', line ${odd.line}, column '${name}': expected a number as in the other lines, received '${cellOf(odd)}'. Correct the value, or leave it empty if it is not known.`,
  );
}

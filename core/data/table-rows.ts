/** Checks that rows of texts form a table, and takes the line of names or of counts from the top of it. */
import { DatasetError } from './dataset.ts';
import { hasHeader, isMissing, type TableRow } from './table-columns.ts';

/** With more uneven rows than this share, a file is something else than a table with a slip. */
const UNEVEN_SHARE = 0.1;
/** A column without others needs so many rows. */
const FEWEST_ALONE = 20;

export interface NamedRows {
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
}

export function namedRows(all: readonly TableRow[], file: string): NamedRows {
  const [first] = all;
  if (!first) throw new DatasetError(`'${file}' is empty. Choose a file with rows of values.`);
  const rows = withoutCounts(all);
  checkWidths(rows, file);
  const header = hasHeader(rows) ? rows[0] : undefined;
  const width = rows[0]?.cells.length ?? 0;
  const names = header
    ? uniqueNames(header.cells)
    : Array.from({ length: width }, (_, place) => placeName(place));
  if (names.length < 2 && !isNumberSeries(header ? rows.slice(1) : rows)) {
    throw new DatasetError(
      `'${file}' has a single column. Expected at least two: something to learn from and something to predict. Check that the values are separated by commas, semicolons or tabs.`,
    );
  }
  const body = header ? rows.slice(1) : rows;
  if (body.length < 2) {
    throw new DatasetError(
      `'${file}' has a single row${header ? ' below the names' : ''}. Expected at least two to learn from.`,
    );
  }
  return { names, rows: body };
}

/** One number after the other may be a series, which is learned from its own past. */
function isNumberSeries(rows: readonly TableRow[]): boolean {
  return (
    rows.length >= FEWEST_ALONE &&
    rows.every(({ cells: [cell = ''] }) => cell !== '' && !Number.isNaN(Number(cell)))
  );
}

/**
 * Some tables start with the numbers of rows and of columns and the names of the classes, which the last column
 * counts from 0: `150,4,setosa,versicolor,virginica`. Their classes get their names.
 */
function withoutCounts(all: readonly TableRow[]): readonly TableRow[] {
  const [first, ...rows] = all;
  const [count, columns, ...classes] = first?.cells ?? [];
  const width = Number(columns) + 1;
  const agrees =
    classes.length > 1 &&
    Number(count) === rows.length &&
    rows.every(({ cells }) => cells.length === width && (cells[width - 1] ?? '') in classes);
  if (!agrees) return all;
  return rows.map(({ line, cells }) => ({
    line,
    cells: [...cells.slice(0, -1), classes[Number(cells.at(-1))] ?? ''],
  }));
}

function checkWidths(rows: readonly TableRow[], file: string): void {
  const [first] = rows;
  const uneven = rows.filter(({ cells }) => cells.length !== first?.cells.length);
  const [odd] = uneven;
  if (!first || !odd) return;
  if (uneven.length > 1 && uneven.length > UNEVEN_SHARE * rows.length) {
    const widths = rows.map(({ cells }) => cells.length).sort((one, other) => one - other);
    throw new DatasetError(
      `'${file}' is not a table: some of its lines hold ${widths[0]}, others up to ${values(widths.at(-1) ?? 0)}. Expected the same number of values in every line, separated by commas, semicolons or tabs.`,
    );
  }
  throw new DatasetError(
    `'${file}', line ${odd.line}: expected ${values(first.cells.length)} as in line ${first.line}, received ${odd.cells.length}. Correct the line; a text with a comma in it needs quotation marks.`,
  );
}

function values(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'value' : 'values'}`;
}

function uniqueNames(cells: readonly string[]): string[] {
  return cells.map((cell, place) => {
    if (isMissing(cell)) return placeName(place);
    return cells.indexOf(cell) === place ? cell : `${cell} (${place + 1})`;
  });
}

function placeName(place: number): string {
  return `column ${place + 1}`;
}

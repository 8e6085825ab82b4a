/** Reads a CSV file, whatever separates its values, into a dataset. */
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { type Dataset, DatasetError } from '../../core/data/dataset.ts';
import type { TableRow } from '../../core/data/table-columns.ts';
import { tableDataset } from '../../core/data/table-dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { readBytes } from './read-file.ts';

/** The comma comes last: in files with other delimiters it stands within numbers, as in `1,5`. */
const DELIMITERS = [';', '\t', '|', ','];

export function isTableFile(name: string): boolean {
  return /\.(csv|tsv|txt|data)(\.gz)?$/i.test(name);
}

export async function openCsvFile(
  source: string,
  path: string,
  { target, window }: Pick<DatasetReference, 'target' | 'window'>,
): Promise<Dataset> {
  const text = decodeText(await readBytes(path));
  if (text === undefined) {
    throw new DatasetError(
      `'${path}' is not a table of text: it holds binary data. Choose a CSV file, a folder with IDX files or images, or a built-in dataset.`,
    );
  }
  return tableDataset(parseRows(text, path), { source, title: basename(path), file: path, target, window });
}

/** Undefined for what is no text. */
function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parseRows(text: string, path: string): TableRow[] {
  const delimiter = mostLikelyDelimiter(text);
  const rows = text.includes('"') ? parseQuoted(text, delimiter, path) : splitUnquoted(text, delimiter);
  if (delimiter === ',') return rows;
  return rows.map(({ line, cells }) => ({ line, cells: cells.map(withDecimalPoint) }));
}

/** Many times faster than a parser, which matters for images that are kept as tables. */
function splitUnquoted(text: string, delimiter: string): TableRow[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, place) => {
    if (line.trim() === '') return [];
    return [{ line: place + 1, cells: line.split(delimiter).map((cell) => cell.trim()) }];
  });
}

function parseQuoted(text: string, delimiter: string, path: string): TableRow[] {
  try {
    // With `info`, each record comes with its place in the file, which the types do not know.
    const records: unknown = parse(text, {
      delimiter,
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
    });
    return (records as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      line: info.lines,
      cells: record,
    }));
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    throw new DatasetError(quoteFault(fault, path));
  }
}

/** Where commas do not separate values, `1,5` is a number. */
function withDecimalPoint(cell: string): string {
  return /^[+-]?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell;
}

function quoteFault({ code, lines }: CsvError, path: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return `'${path}' cannot be read as a table: a quotation mark is opened and never closed. Close it, or remove it where it stands for nothing.`;
  }
  return `'${path}' cannot be read as a table: the quotation marks near line ${lines} are in the wrong place. Quotation marks enclose a whole value; inside one they are doubled, as in "a ""b"" c". A running text is no table.`;
}

/** What separates equally often in all of the first lines; what separates most often, if nothing does. */
function mostLikelyDelimiter(text: string): string {
  const lines = text
    .slice(0, 8192)
    .split(/\r?\n/)
    .slice(0, 20)
    .map((line) => line.replace(/"[^"]*"/g, ''))
    .filter((line) => line.trim() !== '');
  // The last line may be cut off.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const counts = DELIMITERS.map((delimiter) => whole.map((line) => line.split(delimiter).length - 1));
  const even = counts.findIndex((count) => (count[0] ?? 0) > 0 && count.every((other) => other === count[0]));
  const totals = counts.map((count) => count.reduce((sum, one) => sum + one, 0));
  return DELIMITERS[even >= 0 ? even : totals.lastIndexOf(Math.max(...totals))] ?? ',';
}

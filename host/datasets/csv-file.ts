/** Reads a CSV file, whatever separates its values, into a dataset. */
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { type Dataset, DatasetError } from '../../core/data/dataset.ts';
import type { TableRow } from '../../core/data/table-columns.ts';
import { tableDataset } from '../../core/data/table-dataset.ts';
import { readBytes } from './read-file.ts';

const DELIMITERS = [',', ';', '\t', '|'];

export function isTableFile(name: string): boolean {
  return /\.(csv|tsv|txt|data)(\.gz)?$/i.test(name);
}

export async function openCsvFile(
  source: string,
  path: string,
  target: string | undefined,
): Promise<Dataset> {
  const text = decode(await readBytes(path), path);
  return tableDataset(parseRows(text, path), { source, title: basename(path), file: path, target });
}

function decode(bytes: Uint8Array, path: string): string {
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new DatasetError(
      `'${path}' is not a table of text: it holds binary data. Choose a CSV file, a folder with IDX files or a built-in dataset.`,
    );
  }
  return new TextDecoder().decode(bytes);
}

function parseRows(text: string, path: string): TableRow[] {
  try {
    // With `info`, each record comes with its place in the file, which the types do not know.
    const records: unknown = parse(text, {
      bom: true,
      delimiter: mostLikelyDelimiter(text),
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
    throw new DatasetError(
      `'${path}' cannot be read as a table: ${fault.message.replace(/\.?$/, '.')} Check the quotation marks there.`,
    );
  }
}

/** What separates most often in the first lines. */
function mostLikelyDelimiter(text: string): string {
  const start = text.slice(0, 4096);
  const counts = DELIMITERS.map((delimiter) => start.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

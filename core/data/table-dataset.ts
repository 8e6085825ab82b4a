/** Makes a dataset of a table: one column is the target, the others together are the field `features`. */
import { type Dataset, DatasetError } from './dataset.ts';
import { completeDescription } from './description.ts';
import { memoryDataset } from './memory-dataset.ts';
import { nearest } from './nearest.ts';
import { type Column, readColumn, type TableRow } from './table-columns.ts';
import { countsRows, expand, type Feature, interleave, plural, targetField } from './table-features.ts';
import { namedRows } from './table-rows.ts';
import { isSeries, seriesDataset } from './table-series.ts';

export interface TableOptions {
  readonly source: string;
  readonly title: string;
  /** How the file is called in messages. */
  readonly file: string;
  readonly target?: string | undefined;
  /** Rows follow each other in time, and each sample looks back on so many of them. */
  readonly window?: number | undefined;
}

export function tableDataset(rows: readonly TableRow[], options: TableOptions): Dataset {
  const { file, source, title } = options;
  const { names, rows: body } = namedRows(rows, file);
  const columns = names.map((name, place) => readColumn(name, place, body, file));
  const target = findTarget(columns, options);
  if (options.window !== undefined || isSeries(columns, target)) {
    return seriesDataset(columns, target, options);
  }
  const problems: string[] = [];
  const known = body.map((_, row) => row).filter((row) => isKnown(target, row));
  if (known.length < body.length) {
    problems.push(
      `${plural(body.length - known.length, 'row has', 'rows have')} no value in '${target.name}' and ${body.length - known.length === 1 ? 'is' : 'are'} left out.`,
    );
  }
  if (known.length === 0) {
    throw new DatasetError(`Column '${target.name}' of '${file}' has no values. Choose another target.`);
  }
  const inputs = learnable(columns, target, known, problems);
  if (inputs.length === 0) {
    throw new DatasetError(
      `'${file}' has no column to learn '${target.name}' from. ${problems.join(' ')} Add columns with numbers or with a few different texts. If the rows follow each other in time, say how many of them a sample looks back on.`,
    );
  }
  const featuresName = target.name === 'features' ? 'inputs' : 'features';
  const answer = targetField(target, known);
  const missing = inputs.filter((input) => input.missing > 0);
  const values = { [featuresName]: interleave(inputs, known.length), [target.name]: answer.values };
  return memoryDataset(
    completeDescription(
      {
        source,
        title,
        summary: `A table of ${plural(known.length, 'row', 'rows')} with ${plural(inputs.length, 'column', 'columns')} to learn from and '${target.name}' to predict.`,
        samples: known.length,
        fields: [
          {
            name: featuresName,
            kind: 'numeric',
            shape: [inputs.length],
            columns: inputs.map(({ name }) => name),
          },
          answer.field,
        ],
        target: target.name,
        targets: [...names],
        ...(missing.length > 0 && {
          missing: Object.fromEntries(missing.map((input) => [input.name, input.missing])),
        }),
      },
      values,
      problems,
    ),
    values,
  );
}

function findTarget(columns: readonly Column[], { file, target }: TableOptions): Column {
  const chosen = target === undefined ? columns.at(-1) : columns.find(({ name }) => name === target);
  if (chosen) return chosen;
  const names = columns.map(({ name }) => name);
  const guess = nearest(target ?? '', names);
  throw new DatasetError(
    `'${file}' has no column '${target}'.${guess ? ` Did you mean '${guess}'?` : ''} Its columns are: ${names.join(', ')}.`,
  );
}

function isKnown(column: Column, row: number): boolean {
  return column.kind === 'number' ? !Number.isNaN(column.values[row]) : column.values[row] !== undefined;
}

/** The features of all columns but the target, without those that only count the rows if there are others. */
function learnable(
  columns: readonly Column[],
  target: Column,
  rows: readonly number[],
  problems: string[],
): Feature[] {
  const others = columns.filter((column) => column !== target);
  const telling = others.filter((column) => !countsRows(column));
  if (telling.length === 0) return others.flatMap((column) => expand(column, rows, problems));
  for (const { name } of others.filter(countsRows)) {
    problems.push(
      `Column '${name}' counts the rows: a network would learn the order of the file from it. It is left out.`,
    );
  }
  return telling.flatMap((column) => expand(column, rows, problems));
}

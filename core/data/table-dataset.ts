/** Makes a dataset of a table: one column is the target, the others together are the field `features`. */
import { type Dataset, DatasetError, type FieldDescription } from './dataset.ts';
import { completeDescription } from './description.ts';
import { type FieldValues, memoryDataset } from './memory-dataset.ts';
import { nearest } from './nearest.ts';
import {
  type Column,
  type NumberColumn,
  readColumn,
  type TableRow,
  type TextColumn,
} from './table-columns.ts';
import { namedRows } from './table-rows.ts';

/** Whole numbers with at most this many different values are classes. */
const MOST_NUMBERED_CLASSES = 20;
/** A text column with more different texts than this teaches nothing. */
const MOST_TEXTS = 50;
const FEWEST_COUNTED = 20;

export interface TableOptions {
  readonly source: string;
  readonly title: string;
  /** How the file is called in messages. */
  readonly file: string;
  readonly target?: string | undefined;
}

export function tableDataset(rows: readonly TableRow[], options: TableOptions): Dataset {
  const { file, source, title } = options;
  const { names, rows: body } = namedRows(rows, file);
  const columns = names.map((name, place) => readColumn(name, place, body, file));
  const target = findTarget(columns, options);
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
      `'${file}' has no column to learn '${target.name}' from. ${problems.join(' ')} Add columns with numbers or with a few different texts.`,
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

/** 0, 1, 2, … or 1, 2, 3, … from top to bottom, in more rows than that happens by chance. */
function countsRows(column: Column): boolean {
  if (column.kind !== 'number' || column.values.length < FEWEST_COUNTED) return false;
  const [start] = column.values;
  return (start === 0 || start === 1) && column.values.every((value, row) => value === start + row);
}

interface Feature {
  readonly name: string;
  /** How many rows have no value. */
  readonly missing: number;
  readonly values: Float32Array;
}

/** A number column as it is; a text column as one column of 0 and 1 for each of its texts. */
function expand(column: Column, rows: readonly number[], problems: string[]): Feature[] {
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

function oneHot({ name, values }: TextColumn, rows: readonly number[], problems: string[]): Feature[] {
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

function interleave(features: readonly Feature[], rows: number): Float32Array {
  const table = new Float32Array(rows * features.length);
  features.forEach(({ values }, place) => {
    for (let row = 0; row < rows; row++) table[row * features.length + place] = values[row] ?? 0;
  });
  return table;
}

function targetField(
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

function plural(amount: number, one: string, many: string): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`;
}

/**
 * Makes a dataset of a table whose rows follow each other in time: a sample shows some rows, and what is predicted is
 * a value of the row after them.
 */
import { type Dataset, DatasetError } from './dataset.ts';
import { completeDescription } from './description.ts';
import { requireInside } from './memory-dataset.ts';
import type { Column, NumberColumn, TextColumn } from './table-columns.ts';
import {
  countsRows,
  type Feature,
  interleave,
  MOST_TEXTS,
  oneHot,
  plural,
  targetField,
} from './table-features.ts';

/** Rows that a sample looks back on where nobody says otherwise: a year of months. */
const USUAL_WINDOW = 12;
/** A series of fewer rows is not taken for one. */
const FEWEST_ROWS = 20;
/** What each value of a sample is called is listed up to here. */
const MOST_NAMES = 512;

interface SeriesOptions {
  readonly source: string;
  readonly title: string;
  readonly file: string;
  readonly window?: number | undefined;
}

/** Where no other column tells anything about a number, only its own past can. */
export function isSeries(columns: readonly Column[], target: Column): boolean {
  if (target.kind !== 'number' || target.values.length < FEWEST_ROWS || countsRows(target)) return false;
  return columns.every((column) => column === target || (column.kind === 'text' && !tells(column)));
}

/** A text that hardly ever comes again, as a date, tells nothing. */
function tells({ values }: TextColumn): boolean {
  return new Set(values).size <= Math.min(MOST_TEXTS, values.length / 2);
}

export function seriesDataset(columns: readonly Column[], target: Column, options: SeriesOptions): Dataset {
  const { file, source, title } = options;
  const problems: string[] = [];
  const length = target.values.length;
  const window = options.window ?? Math.min(USUAL_WINDOW, Math.floor(length / 4));
  const samples = length - window;
  if (samples < 2) {
    throw new DatasetError(
      `'${file}' has ${plural(length, 'row', 'rows')}, too few for samples that look back on ${window.toLocaleString('en')}. Choose at most ${Math.max(1, length - 2).toLocaleString('en')}, or collect more.`,
    );
  }
  const rows = timeOrder(columns, length, problems);
  const features = columns.flatMap((column) => pastOf(column, rows, problems));
  const answer = targetField(withoutGaps(target), rows);
  const width = features.length;
  const [base, later] = [interleave(features, length), answer.values];
  const past = target.name === 'past' ? 'inputs' : 'past';
  if (answer.field.kind === 'numeric') problems.push(naiveBaseline(later, window, target.name));

  const description = completeDescription(
    {
      source,
      title,
      summary: `A series of ${plural(length, 'row', 'rows')}: from ${plural(window, 'row', 'rows')} with ${plural(width, 'column', 'columns')}, '${target.name}' of the next row is to be predicted.`,
      samples,
      fields: [
        {
          name: past,
          kind: 'numeric',
          shape: [window, width],
          ...(window * width <= MOST_NAMES && { columns: namesOf(features, window) }),
        },
        answer.field,
      ],
      target: target.name,
      targets: columns.map(({ name }) => name),
      window,
    },
    { [target.name]: later.subarray(window) },
    problems,
  );

  return {
    description,
    async read(indices) {
      requireInside(indices, description);
      const size = window * width;
      const data = new Float32Array(indices.length * size);
      indices.forEach((index, place) => {
        data.set(base.subarray(index * width, index * width + size), place * size);
      });
      const answers = Array.from(indices, (index) => later[index + window] ?? 0);
      return {
        [past]: { dtype: 'float32', shape: [indices.length, window, width], data },
        [target.name]:
          answer.field.kind === 'category'
            ? { dtype: 'int32', shape: [indices.length], data: Int32Array.from(answers) }
            : { dtype: 'float32', shape: [indices.length, 1], data: Float32Array.from(answers) },
      };
    },
  };
}

/** `price, 3 back`, the oldest row first. */
function namesOf(features: readonly Feature[], window: number): string[] {
  return Array.from({ length: window }, (_, step) =>
    features.map(({ name }) => `${name}, ${window - step} back`),
  ).flat();
}

/** Rows from old to new: a column of dates may run backwards. */
function timeOrder(columns: readonly Column[], length: number, problems: string[]): number[] {
  const rows = Array.from({ length }, (_, row) => row);
  const backwards = columns.find((column) => column.kind === 'text' && runsBackwards(column));
  if (!backwards) return rows;
  problems.push(`Column '${backwards.name}' runs from new to old, so the file is read from its end.`);
  return rows.reverse();
}

function runsBackwards({ values }: TextColumn): boolean {
  const times = values.map((value) => Date.parse(value ?? ''));
  return (
    times.every((time, row) => !Number.isNaN(time) && (row === 0 || time <= (times[row - 1] ?? 0))) &&
    (times[0] ?? 0) > (times.at(-1) ?? 0)
  );
}

/** What a column tells about the past. What only names or counts the rows, as dates do, tells nothing. */
function pastOf(column: Column, rows: readonly number[], problems: string[]): Feature[] {
  if (countsRows(column)) return [];
  if (column.kind === 'text') return tells(column) ? oneHot(column, rows, []) : [];
  const gaps = column.values.filter(Number.isNaN).length;
  if (gaps > 0) {
    problems.push(
      `Column '${column.name}' has no value in ${plural(gaps, 'row', 'rows')}; the one before stands in.`,
    );
  }
  const { values } = withoutGaps(column) as NumberColumn;
  return [{ name: column.name, missing: gaps, values: Float32Array.from(rows, (row) => values[row] ?? 0) }];
}

/** The value before stands in for one that is missing; at the top, the first that is there. */
function withoutGaps(column: Column): Column {
  if (column.kind === 'text') {
    let last = column.values.find((value) => value !== undefined);
    const values = column.values.map((value) => {
      last = value ?? last;
      return last;
    });
    return { ...column, values };
  }
  let last = column.values.find((value) => !Number.isNaN(value)) ?? 0;
  const values = column.values.map((value) => {
    last = Number.isNaN(value) ? last : value;
    return last;
  });
  return { ...column, values };
}

/** What a network has to beat where it is usually asked: on the last fifth of the samples. */
function naiveBaseline(values: ArrayLike<number>, window: number, name: string): string {
  let sum = 0;
  const start = window + Math.floor(0.8 * (values.length - window));
  for (let row = start; row < values.length; row++) {
    sum += ((values[row] ?? 0) - (values[row - 1] ?? 0)) ** 2;
  }
  const error = Number((sum / (values.length - start)).toPrecision(3)).toLocaleString('en');
  return `On the last fifth of the rows, always answering with the '${name}' of the row before has a mean squared error of ${error}: a network that has learned something is below that.`;
}

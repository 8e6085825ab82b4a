import { batches } from '../core/data/batches.ts';
import type { Dataset, FieldDescription } from '../core/data/dataset.ts';
import { collectStatistics } from '../core/data/statistics.ts';
import { openDataset } from '../host/datasets/open-dataset.ts';
import { type CliCommand, EXIT } from './command.ts';
import { DATA_CHOICE_EXPLAINED, DATA_CHOICE_OPTIONS, dataChoice } from './data-choice.ts';
import { formatCount } from './figures.ts';
import { table } from './table.ts';

const BATCH = 1024;
/** A person reads no more than these. */
const MOST_COLUMNS = 50;

/** `layerloom data inspect`: what a dataset holds. */
export const dataInspect: CliCommand = {
  name: 'data inspect',
  usage: 'D',
  summary: 'shows what a dataset holds: fields, samples, classes, columns, problems',
  options: DATA_CHOICE_OPTIONS,
  explained: {
    D: 'a dataset folder or file, or builtin:NAME',
    ...DATA_CHOICE_EXPLAINED,
  },
  arguments: { min: 1, max: 1 },
  run: async (args, output) => {
    const reference = { source: args.positionals[0] ?? '', ...dataChoice(args) };
    const dataset = await openDataset(reference, { baseFolder: process.cwd() });
    const { title, summary, licence, samples, fields, classCounts, problems } = dataset.description;
    const columns = await measureColumns(dataset);
    output.line(title);
    output.line(summary);
    if (licence) output.line(`Licence: ${licence}`);
    const isChoice = reference.target === undefined && dataset.description.targets;
    const choice = isChoice ? ', the last column; --target NAME chooses another' : '';
    output.line(`${formatCount(samples)} samples; the target is "${dataset.description.target}"${choice}`);
    output.line();
    const rows = fields.map((field) => [
      field.name,
      field.kind,
      field.shape.join(' × ') || '1',
      details(field),
    ]);
    for (const line of table([['Field', 'Kind', 'Shape', ''], ...rows])) output.line(line);
    if (classCounts) {
      const classes = fields.find(({ name }) => name === dataset.description.target)?.classes ?? [];
      output.line();
      const counted = classCounts.map((count, place) => [
        classes[place] ?? String(place),
        formatCount(count),
      ]);
      for (const line of table([['Class', 'Samples'], ...counted], [1])) output.line(line);
    }
    if (columns.length > 0) {
      output.line();
      for (const line of columnTable(columns)) output.line(line);
    }
    if (problems.length > 0) output.line();
    for (const problem of problems) output.line(`Note: ${problem}`);
    output.record({ ...dataset.description, columns });
    return EXIT.success;
  },
};

function details({ classes, columns, range }: FieldDescription): string {
  if (classes) return `${classes.length} classes`;
  if (columns) return `${columns.length} ${columns.length === 1 ? 'column' : 'columns'}`;
  return range ? `values from ${range[0]} to ${range[1]}` : '';
}

interface MeasuredColumn {
  readonly name: string;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly missing: number;
}

/** The named columns of all fields of numbers. */
async function measureColumns(dataset: Dataset): Promise<MeasuredColumn[]> {
  const { samples, fields, missing } = dataset.description;
  const all = Int32Array.from({ length: samples }, (_, index) => index);
  const measured: MeasuredColumn[] = [];
  for (const { name: field, columns } of fields) {
    if (!columns) continue;
    const collector = collectStatistics(columns.length);
    for await (const batch of batches(dataset, all, BATCH, [field])) collector.add(batch[field]?.data ?? []);
    for (const [place, { min, mean, max }] of collector.result().entries()) {
      const name = columns[place] ?? field;
      measured.push({ name, min, mean, max, missing: missing?.[name] ?? 0 });
    }
  }
  return measured;
}

function columnTable(columns: readonly MeasuredColumn[]): string[] {
  const rows = columns
    .slice(0, MOST_COLUMNS)
    .map(({ name, min, mean, max, missing }) => [
      name,
      formatValue(min),
      formatValue(mean),
      formatValue(max),
      formatCount(missing),
    ]);
  const lines = table([['Column', 'Min', 'Mean', 'Max', 'Missing'], ...rows], [1, 2, 3, 4]);
  const more = columns.length - rows.length;
  return more > 0 ? [...lines, `and ${formatCount(more)} more columns; --json lists them all`] : lines;
}

/** Four digits or more: `5.843`, `12,346`. */
function formatValue(value: number): string {
  const digits = Math.abs(value) < 1000 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 0 };
  return value.toLocaleString('en', digits);
}

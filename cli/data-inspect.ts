import type { FieldDescription } from '../core/data/dataset.ts';
import { openDataset } from '../host/datasets/open-dataset.ts';
import { type CliCommand, EXIT, textOption } from './command.ts';
import { formatCount } from './figures.ts';
import { table } from './table.ts';

/** `layerloom data inspect`: what a dataset holds. */
export const dataInspect: CliCommand = {
  name: 'data inspect',
  usage: 'D',
  summary: 'shows what a dataset holds: fields, samples, classes, shapes, problems',
  options: { target: { type: 'string' } },
  explained: {
    D: 'a dataset folder or file, or builtin:NAME',
    '--target FIELD': 'the field to predict, where the data leaves a choice',
  },
  arguments: { min: 1, max: 1 },
  run: async (args, output) => {
    const target = textOption(args, 'target');
    const reference = { source: args.positionals[0] ?? '', ...(target !== undefined && { target }) };
    const { description } = await openDataset(reference, { baseFolder: process.cwd() });
    const { title, summary, licence, samples, fields, classCounts, problems } = description;
    output.line(title);
    output.line(summary);
    if (licence) output.line(`Licence: ${licence}`);
    output.line(`${formatCount(samples)} samples; the target is "${description.target}"`);
    output.line();
    const rows = fields.map((field) => [
      field.name,
      field.kind,
      field.shape.join(' × ') || '1',
      details(field),
    ]);
    for (const line of table([['Field', 'Kind', 'Shape', ''], ...rows])) output.line(line);
    if (classCounts) {
      const classes = fields.find(({ name }) => name === description.target)?.classes ?? [];
      output.line();
      const counted = classCounts.map((count, place) => [
        classes[place] ?? String(place),
        formatCount(count),
      ]);
      for (const line of table([['Class', 'Samples'], ...counted], [1])) output.line(line);
    }
    for (const problem of problems) output.line(`Note: ${problem}`);
    output.record(description);
    return EXIT.success;
  },
};

function details({ classes, columns, range }: FieldDescription): string {
  if (classes) return `${classes.length} classes`;
  if (columns) return columns.join(', ');
  return range ? `values from ${range[0]} to ${range[1]}` : '';
}

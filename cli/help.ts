/** The texts of `--help`, made of what the commands say of themselves. */
import type { CliCommand } from './command.ts';
import { table } from './table.ts';

const JSON_HELP = 'one JSON object a line on standard output; the last line is the result';

export function programHelp(commands: readonly CliCommand[]): string {
  const lines = commands.flatMap(({ name, usage, summary }) => [
    `  ${name} ${usage}`.trimEnd(),
    `      ${summary}`,
  ]);
  return [
    'layerloom draws, trains and exports neural networks.',
    '',
    ...lines,
    '',
    'Every command takes --json and --help. NETWORK is a document file or the id of a template;',
    'D is a dataset folder or file, or builtin:NAME.',
    'Exit code: 0 success, 1 the input is at fault, 2 wrong usage, 3 an internal error.',
    '',
  ].join('\n');
}

export function commandHelp({ name, usage, summary, explained }: CliCommand): string {
  const rows = [...Object.entries(explained), ['--json', JSON_HELP], ['--help', 'this text']];
  return [
    `layerloom ${name} ${usage}`,
    '',
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    '',
    ...table(rows.map(([term = '', meaning = '']) => [`  ${term}`, meaning])),
    '',
  ].join('\n');
}

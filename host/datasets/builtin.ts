/** The datasets that come with the program: some read from its assets, some computed. */
import { type Dataset, DatasetError } from '../../core/data/dataset.ts';
import { decodeDigits } from '../../core/data/digits.ts';
import { generate } from '../../core/data/generators/generator.ts';
import { GENERATORS } from '../../core/data/generators/registry.ts';
import { nearest } from '../../core/data/nearest.ts';
import { decodeUciTable } from '../../core/data/uci-table.ts';
import { UCI_TABLES } from '../../core/data/uci-tables.ts';
import { assetPath } from './assets-folder.ts';
import { readBytes } from './read-file.ts';

const BUILTIN_PREFIX = 'builtin:';

/** By name, in the order in which they are offered. */
const BUILTIN: ReadonlyMap<string, () => Promise<Dataset>> = new Map<string, () => Promise<Dataset>>([
  ['digits', async () => decodeDigits(await readText('digits.csv.gz'))],
  ...Object.entries(UCI_TABLES).map(
    ([name, table]) => [name, async () => decodeUciTable(await readText(`${name}.csv`), table)] as const,
  ),
  ...GENERATORS.map((generator) => [generator.name, async () => generate(generator)] as const),
]);

export function isBuiltin(source: string): boolean {
  return source.startsWith(BUILTIN_PREFIX);
}

export function listBuiltinNames(): string[] {
  return [...BUILTIN.keys()].map((name) => BUILTIN_PREFIX + name);
}

/** `name` with or without `builtin:` in front. */
export async function openBuiltin(name: string): Promise<Dataset> {
  const bare = isBuiltin(name) ? name.slice(BUILTIN_PREFIX.length) : name;
  const open = BUILTIN.get(bare);
  if (open) return open();
  const guess = nearest(bare, [...BUILTIN.keys()]);
  const hint = guess ? ` Did you mean '${BUILTIN_PREFIX}${guess}'?` : '';
  throw new DatasetError(
    `There is no built-in dataset '${BUILTIN_PREFIX}${bare}'.${hint} The built-in datasets are: ${listBuiltinNames().join(', ')}.`,
  );
}

async function readText(file: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(assetPath(file)));
}

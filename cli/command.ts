/** The contract of a command: one file, one line in `main.ts`. */
import type { ParseArgsConfig } from 'node:util';
import type { Output } from './output.ts';

export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

export interface CliCommand {
  /** One or two words: `train`, `data inspect`. */
  readonly name: string;
  /** What follows the name: `NETWORK --out DIR [--epochs N]`. */
  readonly usage: string;
  readonly summary: string;
  /** Beside `--json` and `--help`, which every command has. */
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** Option or argument -> what it means. */
  readonly explained: Readonly<Record<string, string>>;
  /** How many arguments there may be. */
  readonly arguments: { readonly min: number; readonly max: number };
  /** Returns the exit code. */
  readonly run: (args: Arguments, output: Output) => Promise<number>;
}

export const EXIT = { success: 0, inputFault: 1, usage: 2, internal: 3 } as const;

/** The command was called in a wrong way. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function textOption({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function requiredOption(args: Arguments, name: string, meaning: string): string {
  const value = textOption(args, name);
  if (value === undefined) throw new UsageError(`--${name} is missing: ${meaning}.`);
  return value;
}

/** A whole number within bounds. */
export function integerOption(
  args: Arguments,
  name: string,
  bounds: { readonly min: number; readonly max: number },
): number | undefined {
  const text = textOption(args, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= bounds.min && value <= bounds.max)
    return value;
  throw new UsageError(
    `--${name} takes a whole number from ${bounds.min} to ${bounds.max}, but received "${text}".`,
  );
}

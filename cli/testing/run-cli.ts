/** Runs the built command line as a person or a program would. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../host/package-root.ts';

export const CLI = join(packageRoot(), 'cli', 'layerloom.mjs');

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON, line by line; throws where a line is something else. */
  readonly records: () => Record<string, unknown>[];
  readonly last: () => Record<string, unknown>;
}

export interface CliOptions {
  readonly cwd?: string;
  /** Beside what this process has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent when a line of standard output holds `after`. */
  readonly interrupt?: { readonly after: string; readonly signal: NodeJS.Signals };
}

export function layerloom(...args: readonly string[]): Promise<CliResult> {
  return runCli(args);
}

export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return runProgram(process.execPath, [CLI, ...args], options);
}

export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, interrupt }: CliOptions = {},
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    let interrupted = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (!interrupt || interrupted || !out.includes(interrupt.after)) return;
      interrupted = true;
      child.kill(interrupt.signal);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const records = () =>
        out
          .trimEnd()
          .split('\n')
          .map((line): Record<string, unknown> => JSON.parse(line));
      resolve({ code, out, err, records, last: () => records().at(-1) ?? {} });
    });
  });
}

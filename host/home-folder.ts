/** Where the interface keeps projects and runs: `LAYERLOOM_HOME`, or a folder in the person's own. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export function homeFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const chosen = environment.LAYERLOOM_HOME;
  return chosen ? resolve(chosen) : join(homedir(), 'Layerloom');
}

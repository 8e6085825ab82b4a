/** Finds the program's own folder, from its sources and from its bundles alike, and reads its version. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Package = z.object({ name: z.string(), version: z.string() });

/** The folder with package.json, templates/ and assets/. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The program is not complete: its package.json is missing.');
    folder = parent;
  }
  return folder;
}

/** Layerloom's version: `0.1.0`. */
export function packageVersion(): string {
  return Package.parse(JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))).version;
}

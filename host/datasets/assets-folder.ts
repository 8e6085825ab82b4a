/** Finds the folder of the datasets that come with the program, from its sources and from its bundles alike. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatasetError } from '../../core/data/dataset.ts';

export function assetPath(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (true) {
    const path = join(folder, 'assets', 'datasets', name);
    if (existsSync(path)) return path;
    const parent = dirname(folder);
    if (parent === folder) {
      throw new DatasetError(
        `The built-in dataset file 'assets/datasets/${name}' is missing. Install the program again.`,
      );
    }
    folder = parent;
  }
}

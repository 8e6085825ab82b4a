/**
 * TensorFlow itself for those who have installed it: `@tensorflow/tfjs-node-gpu` or `@tensorflow/tfjs-node`, in the
 * person's own folder or beside Layerloom. Never needed.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TensorFlow } from '../../core/tensorflow.ts';
import { homeFolder } from '../home-folder.ts';
import { packageRoot } from '../package-root.ts';
import type { EagerEntry } from './catalogue.ts';

/** The name under which both packages register themselves with TensorFlow.js. */
export const TENSORFLOW_BACKEND = 'tensorflow';

/** Where `engines --install` puts an engine's packages. */
export function installFolder({ id }: Pick<EagerEntry, 'id'>, home = homeFolder()): string {
  return join(home, 'engines', id);
}

/** The folder from which the package can be loaded, if it is installed. */
export function installedIn(entry: EagerEntry, home = homeFolder()): string | undefined {
  const places = [installFolder(entry, home), packageRoot()];
  return places.find((place) => existsSync(join(place, 'node_modules', entry.package, 'package.json')));
}

/** Loads the package from `folder`. Throws what the package throws: a missing CUDA library, a missing binding. */
export function loadTensorFlow(folder: string, { package: name }: EagerEntry): TensorFlow {
  const load = createRequire(join(folder, 'package.json'));
  restoreUtilities(load('node:util') as Record<string, unknown>);
  return load(name) as TensorFlow;
}

/** tfjs-node 4.22 calls two functions that Node 23 took away (tfjs#8609). */
export function restoreUtilities(util: Record<string, unknown>): void {
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}

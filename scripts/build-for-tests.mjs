/** Vitest's global setup: tests of the command line and of the worker process run what is built from these sources. */
import { buildPrograms } from './build.mjs';

export async function setup() {
  await buildPrograms();
}

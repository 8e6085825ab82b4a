/** Runs a TypeScript command of the tests: `node scripts/run-bundled.mjs core/testing/… [its arguments]`. */
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry = '', ...rest] = process.argv.slice(2);
const outfile = join(root, 'dist', 'commands', basename(entry).replace(/\.ts$/, '.mjs'));

await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  logLevel: 'error',
  mainFields: ['module', 'main'],
  external: ['onnxruntime-node', 'sharp'],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
});
const { status } = spawnSync(process.execPath, [outfile, ...rest], { stdio: 'inherit' });
process.exitCode = status ?? 1;

/**
 * Draws random networks of the whole catalogue, trains each for a step and holds its ONNX file to its answers:
 * `npm run fuzz:networks -- --count 2000 --seed 1`; `--only K` looks at network K alone and prints it.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}dist/fuzz/fuzz-networks.mjs`;

await build({
  absWorkingDir: root,
  entryPoints: ['core/testing/fuzz/fuzz-networks.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  logLevel: 'error',
  mainFields: ['module', 'main'],
  external: ['onnxruntime-node'],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;

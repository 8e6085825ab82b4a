/**
 * Holds the engine to TensorFlow.js's own test-suite, which its npm package carries. Prints how many cases passed,
 * failed and were excepted; `--filter <part of a name>` runs some of them only.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}dist/conformance/suite.mjs`;

await build({
  absWorkingDir: root,
  entryPoints: ['scripts/conformance/suite.mjs'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  logLevel: 'error',
  mainFields: ['module', 'main'],
  // The package declares its tests free of side effects.
  ignoreAnnotations: true,
  external: ['jasmine-core', 'jasmine-core/*', 'onnxruntime-node'],
  // The suite asks for Node's own modules with `require`, which a module does not have by itself.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;

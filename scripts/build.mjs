/**
 * Builds everything that runs: the command line, the training worker, the desktop shell and the user interface.
 * TensorFlow.js is bundled, because its modules cannot be loaded one by one; all other packages stay outside.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildPages } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything from node_modules but TensorFlow.js stays a plain import. */
const packagesOutside = {
  name: 'packages-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@tensorflow/') ? undefined : { path, external: true },
    );
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  plugins: [packagesOutside],
};

/** @param {string} entry */
const present = (entry) => existsSync(`${root}${entry}`);

/** TensorFlow.js asks for Node's own modules with `require`, which a module does not have by itself. */
const requireInModules =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

export async function buildPrograms() {
  const modules = {
    cli: 'cli/main.ts',
    worker: 'host/worker/main.ts',
    'electron/main': 'electron/main.ts',
  };
  const entryPoints = Object.fromEntries(Object.entries(modules).filter(([, entry]) => present(entry)));
  await build({
    ...shared,
    entryPoints,
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    banner: { js: requireInModules },
  });
  if (present('electron/preload.ts')) {
    await build({
      ...shared,
      entryPoints: ['electron/preload.ts'],
      outfile: 'dist/electron/preload.cjs',
      format: 'cjs',
    });
  }
}

async function buildAll() {
  await rm(`${root}dist/chunks`, { recursive: true, force: true });
  await buildPrograms();
  if (present('renderer/index.html')) {
    await buildPages({ configFile: `${root}vite.config.ts`, logLevel: 'warn' });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();

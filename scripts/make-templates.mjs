/**
 * Writes the templates of famous networks from core/testing/architectures, laid out as the app's "Tidy up" does.
 * A test holds the files to the code.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

const { outputFiles } = await build({
  stdin: {
    contents: `
      export { drawArchitectures } from './core/testing/architectures/architectures.ts';
      export { arrangeLayers } from './renderer/state/arrange-layers.ts';`,
    resolveDir: ROOT,
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { drawArchitectures, arrangeLayers } = await import(`data:text/javascript;base64,${code}`);

const files = Object.entries(drawArchitectures()).map(([id, document]) => {
  const positions = arrangeLayers(document);
  const layers = document.layers.map((layer) => ({ ...layer, position: positions[layer.id] }));
  const file = join(ROOT, 'templates', `${id}.json`);
  writeFileSync(file, inLines({ ...document, layers }));
  return file;
});
execFileSync(join(ROOT, 'node_modules/.bin/biome'), ['format', '--write', ...files], { stdio: 'inherit' });

/** A line for each layer and each link, so that long networks stay short files with readable changes. */
function inLines({ layers, links, ...rest }) {
  const list = (items) => `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const { format, name, description, ...others } = rest;
  const fields = { format, name, description };
  const head = Object.entries(fields).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  const tail = Object.entries(others).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{\n${[...head, `"layers": ${list(layers)}`, `"links": ${list(links)}`, ...tail].join(',\n')}\n}\n`;
}

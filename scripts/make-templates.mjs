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
      export { arrangeDrawing } from './renderer/groups/arrange-drawing.ts';`,
    resolveDir: ROOT,
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { drawArchitectures, arrangeDrawing } = await import(`data:text/javascript;base64,${code}`);

const files = Object.entries(drawArchitectures()).map(([id, document]) => {
  const positions = arrangeDrawing(document);
  const layers = document.layers.map((layer) => ({
    ...layer,
    position: positions[layer.id] ?? layer.position,
  }));
  const file = join(ROOT, 'templates', `${id}.json`);
  writeFileSync(file, inLines({ ...document, layers }));
  return file;
});
execFileSync(join(ROOT, 'node_modules/.bin/biome'), ['format', '--write', ...files], { stdio: 'inherit' });

/** A line for each layer, link and group, so that long networks stay short files with readable changes. */
function inLines({ layers, links, ...rest }) {
  const list = (items) => `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const { format, name, description, groups, ...others } = rest;
  const fields = { format, name, description };
  const head = Object.entries(fields).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  const lists = Object.entries({ layers, links, groups }).map(([key, value]) => `"${key}": ${list(value)}`);
  const tail = Object.entries(others).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{\n${[...head, ...lists, ...tail].join(',\n')}\n}\n`;
}

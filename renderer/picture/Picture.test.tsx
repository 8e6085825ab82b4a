import { readFile } from 'node:fs/promises';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { readDocument } from '../../core/document/read.ts';
import { emptyDocument, type NetworkDocument, type NoteId } from '../../core/document/schema.ts';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import { type Colours, createColours, type Rgb } from './colours.ts';
import { cutText, type Measure, wrapText } from './fit-text.ts';
import { Picture } from './Picture.tsx';
import { buildScene } from './scene.ts';

/** Every sign is as wide as it is in a typewriter. */
const measure: Measure = (text, { size }) => [...text].length * size * 0.6;

/** Grey, as bright as the colour. */
const show = (colour: string): Rgb => {
  const lightness = 255 * Number(/^oklch\(([\d.]+) [\d.]+ [\d.]+/.exec(colour)?.[1]);
  return [lightness, lightness, lightness];
};

let colours: Colours;
beforeAll(async () => {
  const css = await readFile(new URL('../theme/tokens.css', import.meta.url), 'utf8');
  const light = css.slice(0, css.indexOf('[data-mantine-color-scheme="dark"] {'));
  colours = createColours({ token: (name) => new RegExp(`${name}: ([^;]+);`).exec(light)?.[1] ?? '', show });
});

async function template(name: string): Promise<NetworkDocument> {
  const read = readDocument(await readFile(new URL(`../../templates/${name}.json`, import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

function draw(document: NetworkDocument): string {
  const scene = buildScene(document, analyzeNetwork(document));
  if (!scene) return '';
  return renderToStaticMarkup(<Picture name={document.name} scene={scene} tools={{ colours, measure }} />);
}

const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0;

test('every layer and link is drawn, with name and shape as text', async () => {
  const document = await template('xor');
  const svg = draw(document);
  for (const { name } of document.layers) expect(svg).toContain(`>${name}</text>`);
  expect(count(svg, /stroke-linecap="round" *\/?>/g)).toBeGreaterThanOrEqual(document.links.length);
  expect(svg).not.toMatch(/foreignObject|oklch|NaN|undefined/);
});

test('a collapsed group is one card, an open one a titled area around its layers', async () => {
  const document = await template('resnet152');
  const groups = document.groups.filter(({ parent, collapsed }) => parent === undefined && collapsed);
  const svg = draw(document);
  expect(groups.length).toBeGreaterThan(2);
  for (const { name } of groups) expect(svg).toContain(`>${name}</text>`);
  const inside = new Set(groups.flatMap(({ layers }) => layers));
  const hidden = document.layers.find(({ id }) => inside.has(id));
  if (hidden) expect(svg).not.toContain(`>${hidden.name}</text>`);

  const open = draw({
    ...document,
    groups: document.groups.map((group) => ({ ...group, collapsed: false })),
  });
  for (const { name } of document.layers) expect(open).toContain(`>${name}</text>`);
  expect(open).not.toMatch(/NaN|undefined/);
});

test('comments are wrapped, frames have titles, and all of it lies within the picture', () => {
  const size = { width: 160, height: 80 };
  const document: NetworkDocument = {
    ...emptyDocument('Notes & more'),
    notes: [
      {
        id: 'a' as NoteId,
        text: 'Why so <few> units here and there?',
        position: { x: -300, y: -90 },
        ...size,
      },
      { id: 'b' as NoteId, kind: 'frame', text: 'Encoder', position: { x: 500, y: 400 }, ...size },
    ],
  };
  const svg = draw(document);
  expect(svg).toContain('>Why so &lt;few&gt;</tspan>');
  expect(svg).toContain('>units here and</tspan>');
  expect(svg).toContain('>Encoder</text>');
  expect(svg).toContain('viewBox="-340 -130 1040 650"');
  expect(svg).toContain('<title>Drawing of the network Notes &amp; more</title>');
});

test('nothing drawn is no picture', () => {
  const document = emptyDocument('Empty');
  expect(buildScene(document, analyzeNetwork(document))).toBeUndefined();
});

test('colours are those of tokens and categories, as every program reads them', () => {
  expect(colours.of('--surface')).toBe('#ffffff');
  expect(colours.of('--text')).toBe('#3c3c3c');
  expect(colours.category('dense')).toEqual({ bar: '#a1a1a1', ink: '#7a7a7a', soft: '#f4f4f4' });
  expect(colours.mix('--text', 0.5, '--surface')).toBe('#9d9d9d');
});

test('text is cut and wrapped to its room', () => {
  const font = { size: 10 };
  expect(cutText('batch_normalization', 60, font, measure)).toBe('batch_nor…');
  expect(cutText('dense', 60, font, measure)).toBe('dense');
  expect(wrapText('a long word: Donaudampfschiff', 60, 9, font, measure)).toEqual([
    'a long',
    'word:',
    'Donaudampf',
    'schiff',
  ]);
  expect(wrapText('one\ntwo\nthree', 60, 2, font, measure)).toEqual(['one', 'two …']);
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { emptyDocument, type LayerId, type NetworkDocument } from '../../core/document/schema.ts';
import { isLink, LONGEST_LINK, makeLink, readLink } from './share-link.ts';

const ADDRESS = 'http://127.0.0.1:4870/';

async function linkTo(document: NetworkDocument): Promise<string> {
  const made = await makeLink(ADDRESS, document);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

async function template(name: string): Promise<NetworkDocument> {
  const file = new URL(`../../templates/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as NetworkDocument;
}

test('a link holds the whole document, with its seed', async () => {
  const document = await template('resnet50');
  const seeded = { ...document, training: { ...document.training, seed: 4711 } };
  const link = await linkTo(seeded);
  expect(link.length).toBeLessThan(LONGEST_LINK);
  expect(await readLink(`Look at this: ${link} – what do you think?`)).toEqual({ ok: true, value: seeded });
});

test('any other text is no link', async () => {
  expect(isLink('https://example.org/#top')).toBe(false);
  expect(await readLink('https://example.org/#top')).toBeUndefined();
});

test.each([
  ['cut off', (link: string) => link.slice(0, -20)],
  ['of other signs', (link: string) => `${link.slice(0, 60)}AAAA${link.slice(64)}`],
  ['empty', (link: string) => link.slice(0, link.indexOf('=') + 1)],
])('a link that is %s is refused in a sentence', async (_how, damage) => {
  const read = await readLink(damage(await linkTo(await template('xor'))));
  expect(read).toMatchObject({
    ok: false,
    error: {
      message:
        'This link does not hold a whole network: part of it was cut off or changed on the way. Ask for it again, or for the network as a file.',
    },
  });
});

test('a network that makes too long a link is refused with both lengths', async () => {
  // Noise does not compress.
  let state = 1;
  const noise = Array.from({ length: 20_000 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  });
  const layer = {
    id: 'dense-1' as LayerId,
    type: 'Dense',
    name: 'dense-1',
    params: {},
    position: { x: 0, y: 0 },
    weights: { kernel: { shape: [20_000], values: noise } },
  };
  const made = await makeLink(ADDRESS, { ...emptyDocument('Heavy'), layers: [layer] });
  expect(made.ok ? '' : made.error.message).toMatch(
    /^This network makes a link of [\d,]+ characters; programs pass on links of up to 32,000\. Save it as a file instead and pass that on\.$/,
  );
});

test('a short link that unfolds to a flood is not opened', async () => {
  const flood = new Blob([new Uint8Array(30_000_000)]).stream();
  const packed = await new Response(flood.pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  const link = `${ADDRESS}#network=${Buffer.from(packed).toString('base64url')}`;
  expect(await readLink(link)).toMatchObject({
    ok: false,
    error: {
      message:
        'This link unfolds to more than 20.0 MB, which no drawn network needs. It was not opened; ask for the network as a file.',
    },
  });
});

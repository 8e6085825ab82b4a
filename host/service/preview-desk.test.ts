import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { apply } from '../../core/document/commands.ts';
import { LayerId, type NetworkDocument } from '../../core/document/schema.ts';
import type { LayerPreview, NetworkPreview } from '../../core/preview/preview.ts';
import { REQUESTS } from '../contract.ts';
import { listTemplates } from '../templates.ts';
import { digitReader } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startChildWorker } from '../worker/child-transport.ts';
import { createHost } from './create-host.ts';

const ids = (...names: string[]) => names.map((name) => LayerId.parse(name));

async function openHost() {
  const home = await temporaryFolder();
  const host = createHost({
    home,
    version: '1.2.3',
    shell: 'browser',
    startWorker: () => startChildWorker(),
    baseFolder: home,
  });
  onTestFinished(() => host.close());
  const preview = async (document: NetworkDocument, layers: string[], sample = 0): Promise<NetworkPreview> =>
    REQUESTS['layers.preview'].response.parse(
      await host.handle('layers.preview', { document, layers: ids(...layers), sample }),
    );
  return { home, host, preview };
}

const pictureOf = (preview: LayerPreview | undefined) =>
  preview?.state === 'shown' ? preview.picture : preview?.message;

async function template(id: string): Promise<NetworkDocument> {
  const found = (await listTemplates()).find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no template "${id}".`);
  return found.document;
}

test('layers show what they make of a sample, with first weights and then with trained ones', async () => {
  const { host, preview } = await openHost();
  const document = digitReader({ epochs: 1 });
  const first = await preview(document, ['input', 'conv', 'flatten', 'softmax', 'output'], 3);
  expect(first).toMatchObject({ samples: 1797, truth: '3', weights: { kind: 'initial' } });
  const [input, conv, flatten, softmax, output] = ids('input', 'conv', 'flatten', 'softmax', 'output').map(
    (id) => pictureOf(first.layers[id]),
  );
  expect(input).toMatchObject({ kind: 'maps', width: 8, height: 8, count: 1 });
  expect(conv).toMatchObject({ kind: 'maps', width: 6, height: 6, count: 4 });
  expect(flatten).toMatchObject({ kind: 'histogram' });
  expect(softmax).toMatchObject({ kind: 'classes', labels: [...'0123456789'] });
  expect(output).toEqual(softmax);
  const shares = typeof softmax === 'object' && softmax.kind === 'classes' ? softmax.values : [];
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);

  const ended = new Promise<void>((resolve) =>
    host.subscribe((event) => event.type === 'run' && event.event.type === 'finished' && resolve()),
  );
  await host.handle('runs.start', { document });
  await ended;
  const later = await preview(document, ['input', 'softmax'], 3);
  expect(later.weights).toEqual({ kind: 'trained', run: 'digit-reader' });
  expect(pictureOf(later.layers[LayerId.parse('input')])).toEqual(input);
  expect(pictureOf(later.layers[LayerId.parse('softmax')])).not.toEqual(softmax);

  const changed = apply(document, {
    type: 'set-params',
    layer: LayerId.parse('conv'),
    params: { filters: 5 },
  });
  expect((await preview(changed, ['conv'])).weights).toEqual({ kind: 'initial' });
});

test('layers follow a run in progress', async () => {
  const { host, preview } = await openHost();
  const document = digitReader({ epochs: 200 });
  const before = await preview(document, ['softmax'], 3);
  expect(before.weights).toEqual({ kind: 'initial' });
  await host.handle('runs.start', { document });
  await expect
    .poll(async () => (await preview(document, ['softmax'], 3)).weights, { timeout: 30_000 })
    .toEqual({ kind: 'trained', run: 'digit-reader' });
  const shares = pictureOf((await preview(document, ['softmax'], 3)).layers[LayerId.parse('softmax')]);
  expect(shares).not.toEqual(pictureOf(before.layers[LayerId.parse('softmax')]));
  await host.handle('runs.stop', { run: 'digit-reader' });
});

test('a network without data says what to choose', async () => {
  const { preview } = await openHost();
  await expect(preview({ ...digitReader(), dataset: null }, ['conv'])).rejects.toThrow(
    'The network "Digit reader" names no data to look at. Choose a dataset, such as builtin:digits.',
  );
});

test('300 layers are previewed at once', async () => {
  const { preview } = await openHost();
  const reader = digitReader();
  const [input, conv] = reader.layers;
  if (!input || !conv) throw new Error('The digit reader has changed.');
  const layers = Array.from({ length: 300 }, (_, place) => ({
    ...conv,
    id: LayerId.parse(`conv-${place}`),
    name: `conv-${place}`,
    params: { filters: 8, kernelSize: [3, 3], padding: 'same' },
  }));
  const links = layers.map(({ id }, place) => ({
    id: LayerId.parse(`l-${place}`) as never,
    from: { layer: layers[place - 1]?.id ?? input.id, port: 'out' },
    to: { layer: id, port: 'in' },
  }));
  const asked = layers.slice(-40).map(({ id }) => id);
  const answer = await preview({ ...reader, layers: [input, ...layers], links }, asked);
  expect(asked.map((id) => answer.layers[id]?.state)).toEqual(asked.map(() => 'shown'));
});

test('VGG-16 shows its convolutions, and says why its large Dense layers are not shown', async () => {
  const { home, preview } = await openHost();
  const folder = join(home, 'pictures');
  for (const [name, colour] of [
    ['red', '#d22'],
    ['blue', '#22d'],
  ] as const) {
    await mkdir(join(folder, name), { recursive: true });
    const picture = { create: { width: 128, height: 128, channels: 3, background: colour } } as const;
    await writeFile(join(folder, name, '1.png'), await sharp(picture).png().toBuffer());
  }
  const vgg = { ...(await template('vgg16')), dataset: { source: folder } };
  const input = vgg.layers.find(({ type }) => type === 'Input');
  if (!input) throw new Error('VGG-16 has no Input.');
  // Picture folders are read at 128 × 128.
  const document = apply(vgg, { type: 'set-params', layer: input.id, params: { shape: [128, 128, 3] } });
  const name = (type: string, place: number) =>
    document.layers.filter((layer) => layer.type === type)[place]?.id ?? '';
  const asked = [name('Input', 0), name('Conv2D', 0), name('Conv2D', 12), name('Dense', 0)];
  const answer = await preview(document, asked);
  const [picture, first, last, dense] = ids(...asked).map((id) => pictureOf(answer.layers[id]));
  expect(picture).toMatchObject({ kind: 'maps', width: 64, height: 64, colours: true });
  expect(first).toMatchObject({ kind: 'maps', width: 32, height: 32, count: 12, channels: 64 });
  expect(last).toMatchObject({ kind: 'maps', width: 8, height: 8, count: 12, channels: 512 });
  expect(dense).toMatch(
    /^No preview here: ".*" and the layers before it have 48,273,216 parameters, and a preview computes with 20,000,000 at most\. Earlier layers can still be shown\.$/,
  );
});

/** The main job, done as a person does it: from an empty canvas to a proven ONNX file. */
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { openDataset } from '../host/datasets/open-dataset.ts';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

/** LeNet-5 for the small digits, without the Flatten that it needs: the program has to say so. */
const LAYERS: readonly (readonly [title: string, id: string])[] = [
  ['Input', 'input-1'],
  ['Conv2D', 'conv2d-1'],
  ['Activation', 'activation-1'],
  ['AveragePooling2D', 'average-pooling2d-1'],
  ['Conv2D', 'conv2d-2'],
  ['Activation', 'activation-2'],
  ['Dense', 'dense-1'],
  ['Activation', 'activation-3'],
  ['Dense', 'dense-2'],
  ['Activation', 'activation-4'],
  ['Dense', 'dense-3'],
  ['Softmax', 'softmax-1'],
  ['Output', 'output-1'],
];

test('draws LeNet-5, mends it, trains it, tries it and takes it away', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.choose('Dataset', 'Handwritten digits');

  await test.step('drag the layers in and link them', async () => {
    for (const [index, [title]] of LAYERS.entries()) {
      await designer.drag(title, 115 + (index % 4) * 215, 80 + Math.floor(index / 4) * 130);
    }
    for (const [index, [, id]] of LAYERS.entries()) {
      const next = LAYERS[index + 1];
      if (next) await designer.link(id, next[1]);
    }
  });

  await test.step('set the parameters', async () => {
    await designer.select('input-1');
    await designer.set('Shape', '8 × 8 × 1');
    await designer.select('conv2d-1');
    await designer.set('Filters', '6');
    await designer.set('Kernel size, height', '5');
    await designer.set('Kernel size, width', '5');
    await designer.choose('Padding', 'Same: keeps the size');
    await designer.select('conv2d-2');
    await designer.set('Filters', '16');
    for (const id of ['activation-1', 'activation-2', 'activation-3', 'activation-4']) {
      await designer.select(id);
      await designer.choose('Function', 'Tanh');
    }
    for (const [id, units] of [
      ['dense-1', '120'],
      ['dense-2', '84'],
      ['dense-3', '10'],
    ] as const) {
      await designer.select(id);
      await designer.set('Units', units);
    }
  });

  await test.step('read the problem and press its button', async () => {
    await designer.select('dense-1');
    await expect(designer.inspector).toContainText(
      '"dense-1" needs a flat row of numbers for each sample, but "activation-2" gives',
    );
    await expect(designer.inspector).toContainText('2 × 2 × 16');
    await designer.inspector.getByRole('button', { name: 'Insert Flatten' }).click();
    await expect(designer.node('flatten-1')).toContainText('64');
    await expect(designer.node('output-1')).toHaveAttribute('aria-label', /no problems/);
    await expect(page.getByRole('button', { name: /No problems/ })).toBeVisible();
  });

  await test.step('train', async () => {
    await designer.selectNothing();
    await designer.set('Epochs', '25');
    await designer.set('Learning rate', '0.002');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await designer.goTo('Training');
    await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 90_000 });
    const done = await page.getByText(/of unseen samples answered correctly/).textContent();
    expect(Number.parseFloat(done ?? '')).toBeGreaterThan(93);
  });

  await test.step('draw a nought and have it recognised', async () => {
    await designer.goTo('Evaluate');
    const ring = Array.from({ length: 25 }, (_, index) => {
      const angle = (index / 24) * 2 * Math.PI - Math.PI / 2;
      return [0.5 + 0.2 * Math.cos(angle), 0.5 + 0.32 * Math.sin(angle)] as const;
    });
    await designer.stroke(ring);
    await expect(page.locator('li[data-winner] >> nth=0')).toContainText(/^0/);
  });

  await test.step('load a picture of a nought, black on white', async () => {
    const picture = await sharp(
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="260"><rect width="200" height="260" fill="white"/><ellipse cx="100" cy="130" rx="52" ry="84" fill="none" stroke="black" stroke-width="22"/></svg>',
      ),
    )
      .png()
      .toBuffer();
    await page.locator('input[type=file][accept*="image"]').setInputFiles({
      name: 'nought.png',
      mimeType: 'image/png',
      buffer: picture,
    });
    await expect(page.getByText('Loaded from nought.png')).toBeVisible();
    await expect(page.locator('li[data-winner]')).toContainText(/^0/);
  });

  await test.step('export, download, and ask the file itself', async () => {
    await designer.goTo('Export');
    await page.getByRole('button', { name: 'Export to ONNX' }).click();
    await expect(
      page.getByText(/^359 validation samples, same answers, largest difference 0\.0000/),
    ).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.onnx$/);
    const session = await InferenceSession.create(await readFile(await download.path()));
    expect(await shareRight(session)).toBeGreaterThan(0.95);
    await session.release();
  });
});

/** Share of all digits that the file reads right, given raw pixels. */
async function shareRight(session: InferenceSession): Promise<number> {
  const digits = await openDataset({ source: 'builtin:digits' });
  const { samples } = digits.description;
  const { image, label } = await digits.read(Array.from({ length: samples }, (_, index) => index));
  if (!(image?.data instanceof Float32Array)) throw new Error('The digits have no images.');
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  const results = await session.run({ [input]: new Tensor('float32', image.data, image.shape) });
  const answers = results[output]?.data;
  if (!(answers instanceof Float32Array)) throw new Error('The file gives no numbers.');
  let right = 0;
  for (let row = 0; row < samples; row++) {
    const shares = Array.from(answers.subarray(row * 10, row * 10 + 10));
    if (shares.indexOf(Math.max(...shares)) === label?.data[row]) right += 1;
  }
  return right / samples;
}

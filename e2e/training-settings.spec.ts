/** How a network is trained, as a person sets it: optimizer, schedule, clipping, early stopping, loss. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument } from '../core/document/read.ts';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('trains digits with AdamW, a cosine and clipping, and keeps what was set', async ({ app }) => {
  const { page, home } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  await designer.selectNothing();

  await test.step('choose the optimizer', async () => {
    await designer.set('Epochs', '2');
    await designer.choose('Optimizer', 'AdamW');
    await expect(designer.inspector).toContainText('lets all weights shrink a little');
    await designer.set('Learning rate', '0.003');
    await designer.set('Weight decay', '0.01');
  });

  await test.step('choose a schedule and see its curve', async () => {
    const curve = designer.inspector.getByRole('img', { name: /^Learning rate over 2 epochs/ });
    await expect(curve).toHaveCount(0);
    await designer.choose('Schedule', 'Cosine');
    await designer.set('Warm-up epochs', '0.5');
    await expect(curve).toHaveAttribute('aria-label', /at most 0\.003, in the end /);
    await curve.hover({ position: { x: 2, y: 20 } });
    await expect(designer.inspector).toContainText(/epoch 0\.0: 0/);
  });

  await test.step('hold gradients back, and stop early', async () => {
    await designer.choose('Gradient clipping', 'By global norm');
    await designer.set('Limit', '0.5');
    await designer.inspector.getByLabel('Stop early').check({ force: true });
    await designer.set('Patience', '3');
  });

  await test.step('choose a loss, with its help and its own parameter', async () => {
    await designer.select('output-1');
    await designer.choose('Loss', 'Categorical focal crossentropy: classes, few of some');
    await expect(designer.inspector).toContainText('rare and hard classes count more');
    await designer.set('Gamma', '1');
    await designer.choose('Loss', 'Categorical crossentropy: which of several classes');
    await expect(designer.inspector.getByLabel('Gamma', { exact: true })).toHaveCount(0);
    await designer.set('Label smoothing', '0.1');
    await designer.selectNothing();
  });

  await test.step('train', async () => {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await designer.goTo('Training');
    await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('img', { name: 'Learning rate by epoch' })).toBeVisible();
    await page.getByText('Settings', { exact: true }).click();
    await expect(page.getByLabel('Runs and settings').getByLabel('Optimizer')).toHaveValue('adamw');
  });

  await test.step('find the settings in the run', async () => {
    const [run = ''] = await readdir(join(home, 'runs'));
    const read = readDocument(await readFile(join(home, 'runs', run, 'network.json'), 'utf8'));
    if (!read.ok) throw new Error(read.error.message);
    const { training, layers } = read.value;
    expect(training).toMatchObject({
      epochs: 2,
      optimizer: { type: 'adamw', learningRate: 0.003, weightDecay: 0.01, beta1: 0.9 },
      schedule: { type: 'cosineDecay', warmupEpochs: 0.5, decayEpochs: 0, alpha: 0 },
      clipping: { type: 'globalClipnorm', limit: 0.5 },
      earlyStopping: { patience: 3, minDelta: 0 },
    });
    expect(layers.find(({ type }) => type === 'Output')?.params).toMatchObject({ labelSmoothing: 0.1 });
  });
});

test('a run whose loss does not fall is not told as a success', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  await designer.selectNothing();
  await designer.set('Epochs', '3');
  await designer.choose('Optimizer', 'SGD');
  await designer.set('Learning rate', '1000');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await designer.goTo('Training');
  const outcome = page.getByRole('status').filter({ hasText: 'of unseen samples answered correctly' });
  await expect(outcome).toContainText('a lower learning rate often helps', { timeout: 60_000 });
  await expect(outcome).toHaveAttribute('data-tone', 'warning');
});

/** A run can be stopped at once while it is prepared, and says what it is doing until its first step. */
import { link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { deepDigitReader, digitReader } from '../host/testing/small-networks.ts';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

async function addImages(folder: string, side: number, count: number): Promise<void> {
  const grey = sharp({ create: { width: side, height: side, channels: 3, background: 'gray' } });
  for (const name of ['cats', 'dogs']) {
    await mkdir(join(folder, name), { recursive: true });
    const file = (index: number) => join(folder, name, `${side}-${index}.png`);
    await grey.png().toFile(file(0));
    for (let index = 1; index < count; index++) await link(file(0), file(index));
  }
}

test('a run is stopped while its images are read: there is none, and Train is there again', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  const folder = join(app.home, 'pets');
  await addImages(folder, 8, 20);
  const reader = digitReader();
  const layers = reader.layers.map((layer) =>
    layer.type === 'Dense' ? { ...layer, params: { units: 2 } } : layer,
  );
  await app.open();
  await designer.drop({ ...reader, name: 'Pets', layers, dataset: { source: folder } });
  const train = page.getByRole('banner').getByRole('button', { name: 'Train', exact: true });
  await expect(train).toHaveAttribute('aria-disabled', 'false');
  // Far more than are read in the time that a test has.
  await addImages(folder, 1200, 4000);
  // The second click of a double click does not stop what the first has started.
  await train.dblclick();
  await expect(page.getByRole('heading', { name: 'Reading the data…' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: /^\d[\d,]* of 8,040$/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Reading the data, \d[\d,]* of 8,040/ })).toBeVisible();
  // A window that is opened meanwhile shows it as well, and can stop it.
  await page.reload();
  await expect(page.getByRole('progressbar', { name: /of 8,040$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(train).toBeVisible({ timeout: 5000 });
  await expect(page.getByText('Runs are listed here, newest first.')).toBeVisible();
  await expect(train).toBeEnabled();
  expect(await readdir(join(app.home, 'runs')).catch(() => [])).toEqual([]);
});

test('a run is stopped while its first step is prepared', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.drop(deepDigitReader(160));
  const train = page.getByRole('banner').getByRole('button', { name: 'Train', exact: true });
  await train.click();
  await expect(page.getByRole('heading', { name: 'Preparing the first step…' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Stopped before the first step' })).toBeVisible({
    timeout: 5000,
  });
  await expect(page.getByRole('button', { name: 'Stopped before the first step' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(train).toBeVisible();
});

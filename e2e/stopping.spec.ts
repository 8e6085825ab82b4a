/** A run can be stopped at once while it is prepared, and says what it is doing until its first step. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addPictures } from '../host/testing/pictures.ts';
import { deepDigitReader, digitReader } from '../host/testing/small-networks.ts';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('a run is stopped while its images are read: there is none, and Train is there again', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  const folder = join(app.home, 'pets');
  await addPictures(folder, 8, 20);
  const reader = digitReader();
  const layers = reader.layers.map((layer) =>
    layer.type === 'Dense' ? { ...layer, params: { units: 2 } } : layer,
  );
  await app.open();
  await designer.drop({ ...reader, name: 'Pets', layers, dataset: { source: folder } });
  const train = page.getByRole('banner').getByRole('button', { name: 'Train', exact: true });
  await expect(train).toHaveAttribute('aria-disabled', 'false');
  // Far more than are read in the time that a test has.
  await addPictures(folder, 1200, 4000);
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

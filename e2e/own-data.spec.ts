/** Data of one's own comes in as a person expects: dropped, chosen, found on the computer, named by its path. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

/** Flowers whose kind follows from their width. */
async function writeFlowers(path: string): Promise<void> {
  const rows = Array.from({ length: 120 }, (_, row) => {
    const width = (row * 37) % 100;
    return `${width / 10},${(row * 13) % 7},${width < 50 ? 'rose' : 'tulip'}`;
  });
  await writeFile(path, ['width,height,kind', ...rows].join('\n'));
}

/** Light squares on the left or on the right, in a folder for each. */
async function writeSides(folder: string, perClass: number, side = 8): Promise<void> {
  for (const name of ['left', 'right']) {
    await mkdir(join(folder, name), { recursive: true });
    for (let place = 0; place < perClass; place++) {
      const lit = {
        width: side / 2,
        height: side,
        channels: 3 as const,
        background: shade(150 + (place % 100)),
      };
      await sharp({ create: { width: side, height: side, channels: 3, background: shade(place % 60) } })
        .composite([{ input: { create: lit }, left: name === 'left' ? 0 : side / 2, top: 0 }])
        .png()
        .toFile(join(folder, name, `${place}.png`));
    }
  }
  await writeFile(join(folder, '.DS_Store'), 'clutter');
}

const shade = (value: number) => ({ r: value, g: value, b: value });

/** As a hand drags from the file manager. */
async function dropOn(page: Page, paths: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', {
      type,
      x: 700,
      y: 450,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  await drag('dragEnter');
  await drag('dragOver');
  await expect(page.getByText('Drop data to train on, or a network to open')).toBeVisible();
  await drag('drop');
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 });

test('a CSV file is chosen, copied, trained on and taken away as ONNX', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const file = join(app.home, 'flowers.csv');
  await writeFlowers(file);
  await app.open();
  await designer.openTemplate('XOR');
  await designer.goTo('Data');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file…' }).click();
  await (await chooser).setFiles(file);
  await expect(heading(page, 'flowers.csv')).toBeVisible();
  await expect(page.getByText("'kind' to predict")).toBeVisible();
  expect(await readdir(join(app.home, 'data/flowers'))).toEqual(['flowers.csv']);
  await expect(page.getByRole('button', { name: /^flowers\.csv/ })).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 60_000 });
  await designer.goTo('Export');
  await page.getByRole('button', { name: 'Export to ONNX' }).click();
  await expect(page.getByText(/same answers/)).toBeVisible();
});

test('a folder of images is dropped on the gallery, and makes a new network', async ({ app }) => {
  const { page } = app;
  const folder = join(app.home, 'sides');
  await writeSides(folder, 30);
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Empty canvas' })).toBeVisible();
  await dropOn(page, [folder]);
  await expect(heading(page, 'sides')).toBeVisible();
  await expect(page.getByText('60 grey images of 8 × 8 pixels in 2 classes.')).toBeVisible();
  // What systems leave in folders is not copied.
  expect((await readdir(join(app.home, 'data/sides'))).sort()).toEqual(['left', 'right']);
  expect(await readdir(join(app.home, 'data/sides/left'))).toHaveLength(30);

  await page.getByRole('button', { name: 'Draw a network for it' }).click();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 90_000 });
});

test('a CSV of values in time is a series, and its network goes away as ONNX', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const file = join(app.home, 'sales.csv');
  const rows = Array.from({ length: 96 }, (_, month) => {
    const date = `${2000 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return `${date},${Math.round(400 + 100 * Math.sin(month / 2))}`;
  });
  await writeFile(file, ['month,sales', ...rows].join('\n'));
  await app.open();
  await designer.startEmpty();
  await designer.goTo('Data');
  await page.getByLabel('Folder or file').fill(file);
  await page.getByLabel('Folder or file').press('Enter');
  await expect(page.getByText("from 12 rows with 1 column, 'sales' of the next row")).toBeVisible();
  await page.getByLabel('Rows to look back on').fill('8');
  await page.getByLabel('Rows to look back on').press('Enter');
  await expect(page.getByText("from 8 rows with 1 column, 'sales' of the next row")).toBeVisible();
  await page.getByRole('button', { name: 'Draw a network for it' }).click();
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/^Validation loss [\d.]+\.$/)).toBeVisible({ timeout: 90_000 });
  await designer.goTo('Export');
  await page.getByRole('button', { name: 'Export to ONNX' }).click();
  await expect(page.getByText(/same answers/)).toBeVisible();
});

test('a folder is chosen; the copy is deleted when it is no longer wanted', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const folder = join(app.home, 'sides');
  await writeSides(folder, 6);
  await app.open();
  await designer.startEmpty();
  await designer.goTo('Data');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await (await chooser).setFiles(folder);
  await expect(heading(page, 'sides')).toBeVisible();
  await page.getByRole('button', { name: 'Delete the copy of sides' }).click();
  await expect(page.getByText('Networks and runs that learn from it can no longer read it.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Delete the copy of sides' })).toBeHidden();
  expect(await readdir(join(app.home, 'data'))).toEqual(['known.json']);
});

test('data is found on this computer and used where it is', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const folder = join(app.home, 'own');
  await mkdir(join(folder, 'deeper'), { recursive: true });
  await writeFlowers(join(folder, 'deeper/flowers.csv'));
  await writeFile(join(folder, 'letter.docx'), 'no data');
  await app.open();
  await designer.startEmpty();
  await designer.goTo('Data');
  await page.getByRole('button', { name: 'Browse this computer…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Folder', { exact: true }).fill(folder);
  await dialog.getByLabel('Folder', { exact: true }).press('Enter');
  await expect(dialog.getByText('letter.docx')).toBeHidden();
  await dialog.getByRole('button', { name: 'deeper' }).click();
  await dialog.getByRole('button', { name: 'The folder above' }).click();
  await dialog.getByRole('button', { name: 'deeper' }).click();
  await dialog.getByRole('button', { name: /flowers\.csv/ }).click();
  await expect(heading(page, 'flowers.csv')).toBeVisible();
  expect((await readdir(join(app.home, 'data'))).sort()).toEqual(['known.json']);
});

test('what is no data is refused with a sentence, and nothing of it stays', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const folder = join(app.home, 'letters');
  await mkdir(folder);
  await writeFile(join(folder, 'letter.docx'), 'no data');
  await app.open();
  await designer.startEmpty();
  await designer.goTo('Data');
  await dropOn(page, [folder]);
  await expect(page.getByRole('heading', { name: 'letters cannot be used' })).toBeVisible();
  await expect(page.getByText('no data that can be read. Expected IDX files')).toBeVisible();
  await expect.poll(() => readdir(join(app.home, 'data'))).toEqual([]);
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('heading', { name: 'No data chosen' })).toBeVisible();
});

test('images are counted while they are read, and reading them can be cancelled', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const folder = join(app.home, 'many');
  await writeSides(folder, 700, 256);
  await app.open();
  await designer.startEmpty();
  await designer.goTo('Data');
  await page.getByLabel('Folder or file').fill(folder);
  await page.getByLabel('Folder or file').press('Enter');
  await expect(page.getByRole('heading', { name: 'Reading many' })).toBeVisible();
  await expect(page.getByText(/of 1,400 images/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'No data chosen' })).toBeVisible();
  await page.getByLabel('Folder or file').press('Enter');
  await expect(page.getByText('1,400 grey images')).toBeVisible({ timeout: 60_000 });
});

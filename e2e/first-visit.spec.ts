/** What somebody meets who has never seen the program: no data yet, a wrong path, and what a run is called. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('leads a network without data to its data, and says what is wrong with a path', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('LeNet-5 on MNIST');
  await designer.goTo('Training');
  await expect(page.getByText('This network has no data to learn from yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No data chosen' })).toBeVisible();

  const path = page.getByLabel('Folder or file');
  await path.fill(join(app.home, 'no-such-folder'));
  await path.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'no-such-folder' })).toBeVisible();
});

test('learns from a CSV file of one’s own, with names and figures that agree', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 5},${row % 2 ? 'odd' : 'even'}`);
  const file = join(app.home, 'rows.csv');
  await writeFile(file, ['width,height,kind', ...rows].join('\n'));
  await app.open();
  await designer.openTemplate('XOR');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText('100% of the 4 samples answered correctly.')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Runs' })).toContainText('XOR');

  await designer.goTo('Data');
  await page.getByLabel('Folder or file').fill(file);
  await page.getByLabel('Folder or file').press('Enter');
  await expect(page.getByRole('heading', { name: 'rows' })).toBeVisible();
});

test('comes from the gallery to a changed, trained and exported network in under 25 actions', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  /** Clicks, keys and strokes: all that a hand does. Only what is written on the screen leads on. */
  let actions = 0;
  const click = async (what: Locator) => {
    await what.click();
    actions += 1;
  };
  const type = async (text: string) => {
    await page.keyboard.type(text);
    actions += 1;
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await app.open();

  await test.step('choose the first network of the gallery', async () => {
    const first = button(/^Open (?!a file)/).first();
    await expect(first).toContainText('Handwritten digits');
    await click(first);
    await expect(designer.canvas).toBeVisible();
  });

  await test.step('make a layer smaller', async () => {
    await click(designer.canvas.getByText('C5', { exact: true }));
    const units = designer.inspector.getByLabel('Units', { exact: true });
    const before = await units.inputValue();
    await click(units);
    await page.keyboard.press('Control+a');
    await type('60');
    expect(before).not.toBe('60');
    await expect(button(/No problems/)).toBeVisible();
  });

  await test.step('train, and see how well it does', async () => {
    await click(page.getByRole('button', { name: 'Train', exact: true }));
    await click(page.getByRole('navigation', { name: 'Workspaces' }).getByText('Training'));
    await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 90_000 });
  });

  await test.step('draw a digit', async () => {
    await click(page.getByRole('button', { name: 'Try it' }));
    await designer.stroke([
      [0.5, 0.15],
      [0.5, 0.85],
    ]);
    actions += 1;
    await expect(page.locator('li[data-winner]').first()).toBeVisible();
  });

  await test.step('take the network away', async () => {
    await click(page.getByRole('navigation', { name: 'Workspaces' }).getByText('Export'));
    await click(button('Export to ONNX'));
    await expect(page.getByText(/same answers/)).toBeVisible();
    const download = page.waitForEvent('download');
    await click(button('Download'));
    expect((await download).suggestedFilename()).toMatch(/\.onnx$/);
  });

  expect(actions).toBeLessThan(25);
});

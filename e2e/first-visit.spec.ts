/** What somebody meets who has never seen the program: no data yet, a wrong path, and what a run is called. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

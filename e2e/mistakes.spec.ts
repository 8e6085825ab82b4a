/** What a trained network gets wrong: which classes it takes for which, and the samples behind each mistake. */

import { expect, test } from './app.ts';
import { expectAccessible } from './axe.ts';
import { Designer } from './designer.ts';

test('mistakes are counted by class, and each leads to its samples', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  await designer.selectNothing();
  await designer.set('Epochs', '3');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 90_000 });
  const told = await page.getByText(/of unseen samples answered correctly/).innerText();

  await designer.goTo('Evaluate');
  await page.getByText('Mistakes', { exact: true }).click();
  const matrix = page.getByRole('table', { name: 'Confusion matrix' });
  await expect(matrix).toBeVisible();
  // The same share as training told, of the same samples.
  await expect(page.locator('strong').filter({ hasText: told.split(' ')[0] ?? '%' })).toBeVisible();
  const words = await page.getByText(/of 359 validation samples right/).innerText();
  const right = Number(words.split(' ')[0]);
  const cells = matrix.getByRole('button');
  const counts = await cells.allInnerTexts();
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(359 - right);

  const all = page.getByRole('img', { name: /^Sample/ });
  await expect(all).toHaveCount(Math.min(48, 359 - right));
  await cells.first().click();
  await expect(cells.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(all).toHaveCount(Number(counts[0]));
  await expectAccessible(page, 'the mistakes of a network');
});

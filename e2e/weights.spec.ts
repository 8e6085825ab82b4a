/** Weights typed in by hand, loaded and frozen: the threshold units of a first lesson. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('weights are typed in, checked, frozen, loaded and taken back', async ({ app }) => {
  await app.open();
  const designer = new Designer(app.page);
  await designer.startEmpty();
  await designer.drag('Input', 120, 200);
  await designer.drag('Dense', 380, 200);
  await designer.link('input-1', 'dense-1');
  await designer.select('input-1');
  await designer.set('Shape', '2');
  await designer.select('dense-1');
  await designer.set('Units', '1');
  const weights = designer.inspector.getByRole('region', { name: 'Weights' });
  await weights.getByRole('button', { name: 'Type in or load kernel' }).click();
  const numbers = weights.getByLabel('Numbers of kernel (2 × 1)');
  await numbers.fill('1');
  await weights.getByRole('button', { name: 'Use these numbers' }).click();
  await expect(weights).toContainText('Needs 2 numbers (2 × 1), but there is 1.');
  await numbers.fill('1\n1');
  await weights.getByRole('button', { name: 'Use these numbers' }).click();
  await expect(weights.getByRole('row', { name: /^kernel/ })).toContainText('typed in');

  await weights.getByRole('button', { name: 'Type in or load bias' }).click();
  const file = join(app.home, 'bias.csv');
  await writeFile(file, '-0.5\n');
  const chosen = app.page.waitForEvent('filechooser');
  await weights.getByRole('button', { name: 'Load file…' }).click();
  await (await chosen).setFiles(file);
  await expect(weights.getByRole('row', { name: /^bias/ })).toContainText('typed in');

  await weights.getByRole('switch', { name: 'Frozen' }).check({ force: true });
  await expect(weights.getByRole('row', { name: /^kernel/ })).toContainText('not trained, typed in');
  await app.page.keyboard.press('Control+z');
  await expect(weights.getByRole('row', { name: /^kernel/ })).not.toContainText('not trained');

  await designer.set('Units', '2');
  await expect(designer.inspector).toContainText('are 2 × 1, but the weight is now 2 × 2');
  await designer.inspector.getByRole('button', { name: 'Start at random' }).first().click();
  await designer.inspector.getByRole('button', { name: 'Start at random' }).first().click();
  await expect(weights).not.toContainText('typed in');
});

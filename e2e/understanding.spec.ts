/** What layers see, the numbers behind their shapes, and what a fix would change before it is applied. */
import { expect, test } from './app.ts';
import { expectAccessible } from './axe.ts';
import { Designer } from './designer.ts';

test('shows what each layer makes of a sample, and follows edits, samples and training', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  const previews = page.locator('[data-preview]');
  const bar = page.getByRole('toolbar', { name: 'Sample' });
  await page.getByRole('button', { name: 'Show what all layers see' }).click();
  await expect(page.getByRole('img', { name: /^What C1 gives: 6 maps, / })).toBeVisible();
  await expect(page.getByRole('img', { name: /^What C3 gives: 12 of 16 maps, / })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^What Flatten gives: how often values occur, / }),
  ).toBeVisible();
  await expect(bar).toContainText(/Sample 1 \/ 1,797 is “0”/);
  await expect(bar).toContainText('first weights');
  await expectAccessible(page, 'the canvas');

  const input = page.getByRole('img', { name: /^What Input gives/ });
  const before = await input.screenshot();
  await page.keyboard.press('>');
  await expect(bar).toContainText(/Sample 2 \/ 1,797 is “1”/);
  expect((await input.screenshot()).equals(before)).toBe(false);

  await designer.select('conv2d-1');
  await designer.set('Filters', '4');
  await expect(page.getByRole('img', { name: /^What C1 gives: 4 maps, / })).toBeVisible();
  await designer.selectNothing();

  await page.keyboard.press('Shift+V');
  await expect(previews).toHaveCount(0);
  await designer.select('conv2d-2');
  await page.keyboard.press('v');
  await expect(previews).toHaveCount(1);
  await expect(previews).toHaveAttribute('data-preview', 'conv2d-2');

  await designer.selectNothing();
  await designer.set('Epochs', '1');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await designer.goTo('Training');
  await expect(page.getByText(/answered correctly/)).toBeVisible({ timeout: 90_000 });
  await designer.goTo('Network');
  await expect(bar).toContainText('trained: ');
});

test('says what is missing where there is no data', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('LeNet-5 on MNIST');
  await page.keyboard.press('Shift+V');
  await expect(
    page.getByText('Choose data in the inspector to see what this layer makes of a sample.').first(),
  ).toBeVisible();
});

test('writes out the arithmetic behind a shape, for the pointer and for the keyboard', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  const numbers = page.getByRole('region', { name: 'Numbers behind C1' });
  await designer.node('conv2d-1').hover();
  await expect(numbers).toContainText('6 × (5 × 5 × 1 + 1) = 156');
  await expect(numbers).toContainText('(12 − 5 + 2 × 2) / 1 + 1 = 12');
  await page.keyboard.press('Escape');
  await expect(numbers).toHaveCount(0);

  await page.mouse.move(720, 890);
  await designer.node('conv2d-1').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('x');
  await expect(numbers).toContainText('6 × (5 × 5 × 1 + 1) = 156');
  await expectAccessible(page, 'the canvas');
  await page.keyboard.press('x');
  await expect(numbers).toHaveCount(0);
});

test('shows what a fix would change before it is applied, in one step of undo', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 200, 200);
  await designer.drag('Dense', 620, 200);
  await designer.link('input-1', 'dense-1');
  await designer.selectNothing();
  const nodes = page.locator('.react-flow__node');
  const ghost = page.locator('[data-fix-ghost]');

  const mark = page.locator('.react-flow__edgelabel-renderer').getByRole('button', { name: /Add a Flatten/ });
  await mark.focus();
  const fix = page.getByRole('button', { name: 'Insert Flatten' });
  await expect(fix).toBeVisible();
  await expect(ghost).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(fix).toBeFocused();
  await expect(ghost).toContainText('Flatten');
  await expect(ghost).toContainText('784');
  await expect(nodes).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(nodes).toHaveCount(3);
  await expect(ghost).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(nodes).toHaveCount(2);

  await page.keyboard.press('p');
  await page
    .getByRole('region', { name: 'Problems' })
    .getByRole('button', { name: 'Insert Flatten' })
    .hover();
  await expect(ghost).toContainText('new');
  await page.mouse.move(720, 300);
  await expect(ghost).toHaveCount(0);
});

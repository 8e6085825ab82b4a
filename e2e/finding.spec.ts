/** Finding layers: in the network, and in the palette by habit. */
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('finds layers in a network and walks the results', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  const field = page.getByRole('textbox', { name: 'Find layers' });
  const bar = page.getByRole('search', { name: 'Find in network' });
  const selected = page.locator('.react-flow__node.selected');

  await page.keyboard.press('Control+f');
  await field.fill('dense');
  await expect(bar).toContainText('3 found');
  await field.press('Enter');
  await expect(bar).toContainText('1 of 3');
  await expect(selected).toHaveAttribute('aria-label', /^Dense C5/);
  await field.press('Enter');
  await field.press('Enter');
  await expect(selected).toHaveAttribute('aria-label', /^Dense Digits/);
  await expect.poll(() => offCentre(designer)).toBeLessThan(8);
  await field.press('Enter');
  await expect(bar).toContainText('1 of 3');
  await field.press('Shift+Enter');
  await expect(bar).toContainText('3 of 3');

  await field.fill('filters=16');
  await field.press('Enter');
  await expect(selected).toHaveAttribute('aria-label', /^Conv2D C3/);
  await field.fill('12x12x6');
  await expect(bar).toContainText('3 found');
  await field.fill('no such layer');
  await expect(bar).toContainText('none');
  await field.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(selected).toBeFocused();
});

test('remembers favourite layers and those that were used last', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 200, 200);
  await designer.drag('Dense', 460, 200);
  const recent = page.getByRole('region', { name: 'Recently used' });
  await expect(recent.getByRole('button')).toHaveCount(2);
  await page.getByRole('button', { name: 'Keep Softmax among the favourites' }).click();
  await expect(page.getByRole('button', { name: 'Softmax, favourite' })).toBeVisible();

  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(designer.node('dense-1')).toBeVisible();
  await recent.getByRole('button', { name: 'Dense, recently used' }).click();
  await page.getByRole('button', { name: 'Softmax, favourite' }).click();
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);

  await page.keyboard.press('a');
  const options = page.getByRole('option');
  await expect(options.nth(0)).toContainText('Softmax');
  await expect(options.nth(1)).toContainText('Dense');
});

/** How far the selected layer is from the middle of the canvas, in pixels. */
async function offCentre(designer: Designer): Promise<number> {
  const sheet = await designer.boxOf(designer.canvas);
  const box = await designer.boxOf(designer.page.locator('.react-flow__node.selected'));
  return Math.hypot(
    box.x + box.width / 2 - sheet.x - sheet.width / 2,
    box.y + box.height / 2 - sheet.y - sheet.height / 2,
  );
}

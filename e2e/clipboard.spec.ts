/** Layers that travel between windows, and links that give way to others. */
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('takes layers, links and notes to another window through the clipboard', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 200, 200);
  await designer.drag('Dense', 460, 200);
  await designer.link('input-1', 'dense-1');
  await page.keyboard.press('n');
  await page.keyboard.type('from here');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');

  const other = await page.context().newPage();
  await other.goto(page.url());
  const there = new Designer(other);
  await other.getByRole('button', { name: 'New or open' }).click();
  await there.startEmpty();
  await other.keyboard.press('Control+v');
  await expect(other.locator('.react-flow__node')).toHaveCount(3);
  await expect(other.locator('.react-flow__edge')).toHaveCount(1);
  await expect(other.locator('.react-flow__node[aria-label="Comment: from here"]')).toBeVisible();

  await test.step('and back from a menu, one moved on from the other', async () => {
    await there.node('dense-1').click();
    await there.node('dense-1').click({ button: 'right' });
    await other.getByRole('menuitem', { name: /^Cut/ }).click();
    await expect(there.node('dense-1')).toHaveCount(0);
    await page.bringToFront();
    for (const copies of [2, 3]) {
      await designer.canvas.click({ button: 'right', position: { x: 40, y: 400 } });
      await page.getByRole('menuitem', { name: /^Paste/ }).click();
      await expect(page.locator('.react-flow__node[aria-label^="Dense"]')).toHaveCount(copies);
    }
    const [second, third] = [designer.node('dense-2'), designer.node('dense-3')];
    expect((await designer.boxOf(third)).x).toBe((await designer.boxOf(second)).x + 32);
  });
});

test('lets a new link take the place of another, and says so', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 160, 160);
  await designer.drag('Flatten', 520, 160);
  await designer.link('input-1', 'flatten-1');
  await designer.drag('Input', 160, 360);
  const port = await designer.boxOf(page.locator('[data-layerid="input-2"][data-side="output"]'));
  const taken = page.locator('[data-layerid="flatten-1"][data-side="input"]');
  const end = await designer.boxOf(taken);
  const remark = page.getByRole('status').filter({ hasText: 'instead of' });

  await page.mouse.move(port.x + 5, port.y + 5);
  await page.mouse.down();
  await page.mouse.move(port.x + 60, port.y - 20, { steps: 4 });
  await expect(taken).toHaveAttribute('data-state', 'replaces');
  await page.mouse.move(end.x + 5, end.y + 5, { steps: 6 });
  await expect(page.getByText('Takes the place of the link from “input-1”.')).toBeVisible();
  await expect(page.locator('[data-giving-way]')).toHaveCount(1);
  await page.mouse.up();

  await expect(remark).toContainText('“flatten-1” now takes its input from “input-2” instead of “input-1”.');
  await expect(page.locator('.react-flow__edge')).toHaveAttribute('aria-label', /from input-2 to flatten-1/);
  await remark.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.react-flow__edge')).toHaveAttribute('aria-label', /from input-1 to flatten-1/);

  await test.step('what cannot be linked is refused in words', async () => {
    const output = await designer.boxOf(page.locator('[data-layerid="flatten-1"][data-side="output"]'));
    await page.mouse.move(output.x + 5, output.y + 5);
    await page.mouse.down();
    await page.mouse.move(output.x + 60, output.y + 60, { steps: 4 });
    await page.mouse.move(end.x + 5, end.y + 5, { steps: 8 });
    await page.mouse.up();
    await expect(page.getByRole('status').filter({ hasText: 'cannot be linked to itself' })).toBeVisible();
  });
});

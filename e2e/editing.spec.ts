/** Editing a drawing beyond layers and links: comments, frames. */
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('writes comments and frames layers, which move along', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 260, 240);
  await designer.drag('Dense', 500, 240);
  const comment = page.locator('.react-flow__node[aria-label^="Comment"]');
  const frame = page.locator('.react-flow__node[aria-label^="Frame"]');

  await test.step('a key opens a comment to write in; Escape ends it; typing is one step of undo', async () => {
    await designer.selectNothing();
    await page.keyboard.press('n');
    await page.keyboard.type('Why 3×3?');
    await page.keyboard.press('Escape');
    await expect(comment).toHaveAttribute('aria-label', 'Comment: Why 3×3?');
    await page.keyboard.press('Control+z');
    await expect(comment).toHaveAttribute('aria-label', 'Comment: empty');
    await page.keyboard.press('Control+y');
    await expect(comment).toContainText('Why 3×3?');
  });

  await test.step('a comment is moved, made larger, copied and deleted', async () => {
    const before = await designer.boxOf(comment);
    await designer.dragBy(before.x + 40, before.y + 20, 100, 172);
    const after = await designer.boxOf(comment);
    expect([after.x - before.x, after.y - before.y]).toEqual([100, 172]);

    await designer.dragBy(after.x + after.width - 6, after.y + after.height - 6, 60, 40);
    expect((await designer.boxOf(comment)).width).toBeGreaterThan(after.width + 40);
    await page.keyboard.press('Control+z');
    expect((await designer.boxOf(comment)).width).toBe(after.width);

    await page.keyboard.press('Control+d');
    await expect(comment).toHaveCount(2);
    await page.keyboard.press('Delete');
    await expect(comment).toHaveCount(1);
  });

  await test.step('a frame surrounds what is selected and takes it along in one step', async () => {
    await designer.select('input-1');
    await designer.node('dense-1').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Shift+F');
    await page.keyboard.type('Encoder');
    await page.keyboard.press('Enter');
    await expect(frame).toHaveAttribute('aria-label', 'Frame: Encoder');
    const outer = await designer.boxOf(frame);
    const inner = await designer.boxOf(designer.node('input-1'));
    expect(outer.x).toBeLessThan(inner.x);
    expect(outer.y).toBeLessThan(inner.y - 40);

    const title = frame.getByText('Encoder');
    const from = await designer.boxOf(title);
    await designer.dragBy(from.x + 20, from.y + 10, 40, 100);
    const moved = await designer.boxOf(designer.node('input-1'));
    expect([moved.x - inner.x, moved.y - inner.y]).toEqual([40, 100]);
    await page.keyboard.press('Control+z');
    expect(await designer.boxOf(designer.node('input-1'))).toEqual(inner);
    expect(await designer.boxOf(frame)).toEqual(outer);
  });

  await test.step('the inspector changes both without a mouse', async () => {
    await frame.getByText('Encoder').click();
    await designer.set('Title', 'Head');
    await expect(frame).toContainText('Head');
    await designer.inspector.getByLabel('Width').fill('12');
    await expect(designer.inspector).toContainText('Needs a whole number of pixels from 96.');
  });
});

/** Editing a drawing beyond layers and links: comments, frames. */
import type { Page } from '@playwright/test';
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

test('bypasses and locks layers by key, and says what cannot be', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Iris flowers');
  const [dense] = await layersOf(page, 'Dense');
  if (!dense) throw new Error('The template has no Dense.');
  const remark = page.getByRole('status').filter({ hasText: 'bypassed' });

  await test.step('a bypassed layer passes its input on and has no parameters', async () => {
    await designer.select(dense);
    const before = await designer.node(dense).getAttribute('aria-label');
    await page.keyboard.press('b');
    await expect(designer.node(dense)).toHaveAttribute('aria-label', /, output 4, .*, bypassed$/);
    await expect(designer.node(dense).getByRole('img', { name: 'Bypassed' })).toBeVisible();
    await expect(designer.inspector.getByRole('switch', { name: 'Bypassed' })).toBeChecked();
    await designer.inspector.getByRole('switch', { name: 'Bypassed' }).click();
    await expect(designer.node(dense)).toHaveAttribute('aria-label', before ?? '');
  });

  await test.step('an Input says why it cannot be bypassed', async () => {
    const [input = ''] = await layersOf(page, 'Input');
    await designer.select(input);
    await page.keyboard.press('b');
    await expect(remark).toContainText('it is where numbers enter the network.');
    await expect(designer.inspector.getByRole('switch', { name: 'Bypassed' })).toBeDisabled();
  });

  await test.step('a locked layer stays where and as it is until it is unlocked', async () => {
    await designer.select(dense);
    await page.keyboard.press('l');
    await expect(designer.node(dense)).toHaveAttribute('aria-label', /, locked$/);
    await expect(designer.inspector.getByLabel('Units')).toBeDisabled();
    const before = await designer.boxOf(designer.node(dense));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await expect(page.getByRole('status').filter({ hasText: 'is locked and stays as it is' })).toBeVisible();
    expect(await designer.boxOf(designer.node(dense))).toEqual(before);
    await page.keyboard.press('l');
    await page.keyboard.press('Delete');
    await expect(designer.node(dense)).toHaveCount(0);
  });
});

/** Ids of the layers of a type, in the order in which they were drawn. */
async function layersOf(page: Page, title: string): Promise<string[]> {
  const nodes = await page.locator(`.react-flow__node[aria-label^="${title} "]`).all();
  return Promise.all(nodes.map(async (node) => (await node.getAttribute('data-id')) ?? ''));
}

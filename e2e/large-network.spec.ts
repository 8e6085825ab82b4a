import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CARD, largeNetwork, STEP } from '../bench/designer/large-network.ts';
import { writeDocument } from '../core/document/read.ts';
import { type App, expect, test } from './app.ts';
import { Designer } from './designer.ts';

const COUNT = 500;

async function open({ app, page }: { app: App; page: App['page'] }): Promise<Designer> {
  const file = join(app.home, 'large.layerloom.json');
  await writeFile(file, writeDocument(largeNetwork(COUNT, false)));
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Empty canvas' })).toBeVisible();
  const chosen = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chosen).setFiles(file);
  const designer = new Designer(page);
  await expect(designer.canvas).toBeVisible();
  await expect.poll(() => zoomOf(designer)).toBeLessThan(0.1);
  return designer;
}

const viewport = (designer: Designer) => designer.canvas.locator('.react-flow__viewport');

async function zoomOf(designer: Designer): Promise<number> {
  return viewport(designer).evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
}

/** Where the middle of the layer in a row and a column is on the screen. */
async function middleOf(designer: Designer, column: number, row: number): Promise<{ x: number; y: number }> {
  const box = await designer.boxOf(designer.canvas);
  const { a, e, f } = await viewport(designer).evaluate((element) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
    return { a, e, f };
  });
  return {
    x: box.x + e + (column * STEP.x + CARD.width / 2) * a,
    y: box.y + f + (row * STEP.y + CARD.height / 2) * a,
  };
}

const nameField = (designer: Designer) => designer.inspector.getByLabel('Name', { exact: true });

test('a large network that is all in view is used as a small one is', async ({ app }) => {
  const { page } = app;
  const designer = await open({ app, page });
  const count = () => page.locator('.react-flow__node').count();
  expect(await count()).toBeLessThan(10);

  await test.step('a click selects the layer that is painted there', async () => {
    const { x, y } = await middleOf(designer, 12, 3);
    await page.mouse.click(x, y);
    await expect(nameField(designer)).toHaveValue('batchnormalization-162');
    await expect(designer.node('batchnormalization-162')).toHaveClass(/selected/);
    const other = await middleOf(designer, 20, 5);
    await page.keyboard.down('Control');
    await page.mouse.click(other.x, other.y);
    await page.keyboard.up('Control');
    await expect(designer.inspector).toContainText('2 layers');
  });

  await test.step('a drag moves all that is selected, and undo takes it back in one step', async () => {
    const from = await middleOf(designer, 12, 3);
    await designer.dragBy(from.x, from.y, 0, 150);
    const other = await middleOf(designer, 20, 5);
    const moved = { x: other.x, y: other.y + 150 };
    await page.mouse.click(moved.x, moved.y);
    await expect(nameField(designer)).toHaveValue('add-270');
    await page.keyboard.press('Control+z');
    await page.mouse.click(other.x, other.y);
    await expect(nameField(designer)).toHaveValue('add-270');
    await page.mouse.click(from.x, from.y);
    await expect(nameField(designer)).toHaveValue('batchnormalization-162');
  });

  await test.step('a rectangle selects all that lies in it', async () => {
    const from = await middleOf(designer, 9, 1);
    const to = await middleOf(designer, 14, 4);
    await page.keyboard.down('Shift');
    await page.mouse.move(from.x, from.y - 1);
    await page.mouse.move(from.x - 12, from.y - 6);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y);
    await page.mouse.move(to.x + 12, to.y + 6, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await expect(designer.inspector).toContainText('24 layers');
  });

  await test.step('a click on the sheet leaves nothing selected, of what is painted too', async () => {
    await designer.selectNothing();
    await expect(designer.inspector.getByRole('heading', { name: 'Network', exact: true })).toBeVisible();
    await page.keyboard.press('Control+a');
    await expect(designer.inspector).toContainText(`${COUNT} layers`);
    expect(await count()).toBeLessThan(10);
    await designer.selectNothing();
    await expect(designer.inspector.getByRole('heading', { name: 'Network', exact: true })).toBeVisible();
  });
});

test('a large network that is all in view is walked by keys, layer by layer', async ({ app }) => {
  const { page } = app;
  const designer = await open({ app, page });
  await designer.node('input-0').focus();
  await page.keyboard.press('Control+ArrowRight');
  await expect(designer.node('conv2d-1')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(designer.node('conv2d-51')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(designer.node('batchnormalization-52')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(designer.node('activation-53')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(designer.node('conv2d-51')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(nameField(designer)).toHaveValue('conv2d-51');

  await test.step('a layer that is sought comes into the page, and its neighbours with it', async () => {
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: 'Find layers' }).fill('add-450');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(designer.node('add-450')).toBeFocused();
    await expect(designer.node('conv2d-451')).toBeVisible();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBeLessThan(120);
    await page.keyboard.press('Control+ArrowLeft');
    await expect(designer.node('conv2d-449')).toBeFocused();
  });
});

/** Adding layers and linking them, with the pointer and with keys: where they go, what they are linked to. */
import type { Locator } from '@playwright/test';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

const ends = (designer: Designer) => designer.page.locator('.react-flow__edge');
const link = (designer: Designer, from: string, to: string) =>
  designer.page.locator(`.react-flow__edge[aria-label*="from ${from} to ${to}"]`);
const search = (designer: Designer) => designer.page.getByRole('combobox', { name: 'Search layers to add' });
const remark = (designer: Designer, text: string) =>
  designer.page.getByRole('status').filter({ hasText: text });

async function middleOf(designer: Designer, what: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await designer.boxOf(what);
  return { x: x + width / 2, y: y + height / 2 };
}

test('opens the search under the pointer, by double-click and by key, and from a button', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  const sheet = await designer.boxOf(designer.canvas);
  const at = { x: sheet.x + 420, y: sheet.y + 300 };
  const near = async (what: Locator, x: number, y: number) => {
    const box = await designer.boxOf(what);
    expect(Math.hypot(box.x - x, box.y - y)).toBeLessThan(60);
  };

  await test.step('by double-click; the layer stands where the pointer was', async () => {
    await page.mouse.dblclick(at.x, at.y);
    await expect(search(designer)).toBeFocused();
    await near(search(designer), at.x, at.y);
    await page.keyboard.type('inp');
    await page.keyboard.press('Enter');
    await near(designer.node('input-1'), at.x, at.y);
    await page.keyboard.press('Escape');
  });

  await test.step('by key, where the pointer rests', async () => {
    await page.mouse.move(sheet.x + 640, sheet.y + 120);
    await page.keyboard.press('a');
    await near(search(designer), sheet.x + 640, sheet.y + 120);
    await page.keyboard.type('comment? no: embedding');
    await expect(page.getByText(/^No layer matches/)).toBeVisible();
    await search(designer).fill('');
    await page.keyboard.type('conv2');
    await page.keyboard.press('Enter');
    await near(designer.node('conv2d-1'), sheet.x + 640, sheet.y + 120);
    await expect(ends(designer)).toHaveCount(0);
  });

  await test.step('from the button, behind what is selected', async () => {
    await designer.select('conv2d-1');
    await page
      .getByRole('toolbar', { name: 'Canvas tools' })
      .getByRole('button', { name: 'Add a layer…' })
      .click();
    await expect(search(designer)).toBeFocused();
    await page.keyboard.type('flatten');
    await page.keyboard.press('Enter');
    await expect(link(designer, 'conv2d-1', 'flatten-1')).toHaveCount(1);
  });

  await test.step('the palette is searched, and Enter adds the first that is found', async () => {
    const field = page.getByRole('textbox', { name: 'Search layers' });
    await field.fill('every output');
    const found = page.getByRole('region', { name: 'Layers' });
    await expect(found.getByRole('button', { name: 'Dense', exact: true })).toBeVisible();
    await expect(found.getByRole('button', { name: 'MaxPooling2D', exact: true })).toHaveCount(0);
    await field.press('Enter');
    await expect(link(designer, 'flatten-1', 'dense-1')).toHaveCount(1);
    await field.press('Escape');
    for (const category of ['Dense', 'Convolution', 'Pooling', 'Activation']) {
      await expect(found.getByRole('region', { name: category, exact: true })).toBeAttached();
    }
  });
});

test('comes before what a layer feeds already, and can be made a branch', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  const before = await ends(designer).count();
  await designer.select('conv2d-1');
  const next = await designer.boxOf(designer.node('activation-1'));

  await test.step('with the pointer', async () => {
    await page
      .getByRole('region', { name: 'Layers' })
      .getByRole('button', { name: 'BatchNormalization', exact: true })
      .click();
    await expect(ends(designer)).toHaveCount(before + 1);
    await expect(remark(designer, '“batch-normalization-1” now stands between “C1” and')).toBeVisible();
    await expect(page.getByRole('button', { name: /No problems/ })).toBeVisible();
    expect((await designer.boxOf(designer.node('batch-normalization-1'))).x).toBeLessThanOrEqual(next.x + 8);
  });

  await test.step('undo takes back all of it', async () => {
    await page.keyboard.press('Control+z');
    await expect(ends(designer)).toHaveCount(before);
    await expect(designer.node('batch-normalization-1')).toHaveCount(0);
    await expect.poll(() => designer.boxOf(designer.node('activation-1'))).toEqual(next);
  });

  await test.step('by keys alone, and as a branch instead', async () => {
    await designer.node('conv2d-1').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('a');
    await page.keyboard.type('dropout');
    await page.keyboard.press('Enter');
    await expect(remark(designer, '“dropout-1” now stands between “C1” and')).toBeVisible();
    await page.keyboard.press('Shift+B');
    await expect(remark(designer, '“dropout-1” branches off “C1” beside')).toBeVisible();
    await expect(link(designer, 'C1', 'dropout-1')).toHaveCount(1);
    await expect(ends(designer)).toHaveCount(before + 1);
    await expect(designer.node('dropout-1')).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(ends(designer)).toHaveCount(before);
  });
});

test('ports say what would come of a link, and a link that ends nowhere asks for a layer', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 160, 140);
  await designer.drag('Conv2D', 460, 140);
  await designer.drag('Dense', 460, 300);
  await designer.drag('Flatten', 460, 460);
  await designer.drag('Input', 160, 460);
  await designer.link('input-2', 'flatten-1');
  const port = (id: string, side: 'input' | 'output') =>
    page.locator(`[data-layerid="${id}"][data-side="${side}"]`);
  const shapeOf = (what: Locator) =>
    what.evaluate((element) => {
      const { borderRadius, transform, backgroundColor, opacity } = getComputedStyle(element, '::after');
      return [borderRadius, transform, backgroundColor, opacity].join(' ');
    });
  const from = await middleOf(designer, port('input-1', 'output'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 250, { steps: 6 });

  await test.step('by a word, by their shape, and for screen readers', async () => {
    for (const [id, word] of [
      ['conv2d-1', 'fits'],
      ['dense-1', 'needs a remedy'],
      ['flatten-1', 'instead'],
    ] as const) {
      await expect(port(id, 'input')).toContainText(word);
      await expect(port(id, 'input')).toHaveAttribute('aria-label', new RegExp(`: ${word}$`));
    }
    await expect(port('dense-1', 'output')).toHaveAttribute('data-state', 'off');
    // The quick transition between two looks has to be over.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const looks = () =>
      Promise.all(
        [
          port('conv2d-1', 'input'),
          port('dense-1', 'input'),
          port('flatten-1', 'input'),
          port('dense-1', 'output'),
        ].map(shapeOf),
      );
    await expect.poll(async () => new Set(await looks()).size).toBe(4);
  });

  await test.step('what is let go over empty canvas lists the layers that fit, and links the chosen one', async () => {
    await page.mouse.move(from.x + 560, from.y + 200, { steps: 4 });
    await page.mouse.up();
    await expect(search(designer)).toBeFocused();
    const options = page.getByRole('option');
    // It gives an image: what takes one comes first, what needs a row of numbers comes after all of that.
    const titles = await options.evaluateAll((list) => list.map((option) => option.textContent ?? ''));
    const place = (title: string) => titles.findIndex((text) => text.startsWith(title));
    expect(place('Input')).toBe(-1);
    expect(place('Conv2D')).toBeLessThan(place('Dense'));
    await page.keyboard.type('maxpooling2d');
    await page.keyboard.press('Enter');
    await expect(link(designer, 'input-1', 'max-pooling2d-1')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(designer.node('max-pooling2d-1')).toHaveCount(0);
    await expect(ends(designer)).toHaveCount(1);
  });

  await test.step('a layer that is dropped on a link stands in its middle, in one step', async () => {
    const line = link(designer, 'input-2', 'flatten-1');
    const [a, b] = [
      await middleOf(designer, port('input-2', 'output')),
      await middleOf(designer, port('flatten-1', 'input')),
    ];
    const sheet = await designer.boxOf(designer.canvas);
    await page
      .getByRole('region', { name: 'Layers' })
      .getByRole('button', { name: 'Conv2D', exact: true })
      .dragTo(designer.canvas, {
        targetPosition: { x: (a.x + b.x) / 2 - sheet.x, y: (a.y + b.y) / 2 - sheet.y },
      });
    await expect(link(designer, 'input-2', 'conv2d-2')).toHaveCount(1);
    await expect(link(designer, 'conv2d-2', 'flatten-1')).toHaveCount(1);
    await expect(line).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(line).toHaveCount(1);
  });

  await test.step('two selected layers are linked by a key', async () => {
    await designer.select('input-1');
    await designer.node('conv2d-1').click({ modifiers: ['Shift'] });
    await page.keyboard.press('c');
    await expect(link(designer, 'input-1', 'conv2d-1')).toHaveCount(1);
  });
});

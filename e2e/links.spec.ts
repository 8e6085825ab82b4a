/** Links and previews in a real browser: neither lies on a card, or behind one. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

/** Links that run through cards that are not at their ends, or through previews, each in words. */
function linksBehindCards(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inner = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 };
    };
    const covering = [
      ...document.querySelectorAll(
        '.react-flow__node-layer, .react-flow__node-group-card, .react-flow__node-group-stub, [data-preview]:not([data-inset])',
      ),
    ].map((element) => ({
      name: element.getAttribute('data-id') ?? `preview of ${element.getAttribute('data-preview')}`,
      box: inner(element),
    }));
    const found = new Set<string>();
    for (const edge of document.querySelectorAll('.react-flow__edge')) {
      const path = edge.querySelector('path');
      const matrix = path?.getScreenCTM();
      if (!path || !matrix) continue;
      const length = path.getTotalLength();
      // The ends lie in the ports of their own cards.
      for (let at = 10; at < length - 10; at += 4) {
        const point = path.getPointAtLength(at).matrixTransform(matrix);
        for (const { name, box } of covering) {
          const inside =
            point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;
          if (inside) found.add(`${edge.getAttribute('aria-label')} behind ${name}`);
        }
      }
    }
    return [...found];
  });
}

test('links run around cards and previews', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();

  await test.step('of a network in rows, with previews', async () => {
    await designer.openTemplate('Handwritten digits');
    await expect.poll(() => linksBehindCards(page)).toEqual([]);
    await designer.selectNothing();
    await page.keyboard.press('Shift+V');
    await expect(page.locator('[data-preview]')).toHaveCount(16);
    await expect.poll(() => linksBehindCards(page)).toEqual([]);
    await expect(page.getByRole('img', { name: /^What Output gives/ })).toBeVisible();
    await expect(page.locator('.react-flow__minimap')).toBeHidden();
    await page.keyboard.press('Shift+V');
  });

  await test.step('where a card is put in their way', async () => {
    await designer.select('conv2d-2');
    const { x, y } = await designer.boxOf(designer.node('conv2d-2'));
    const to = await designer.boxOf(designer.node('activation-2'));
    await designer.dragBy(x + 40, y + 14, 0, to.y - y - 60);
    await expect.poll(() => linksBehindCards(page)).toEqual([]);
  });

  for (const title of ['U-Net', 'GoogLeNet', 'FCN-8s', 'SegNet']) {
    await test.step(`of ${title}`, async () => {
      await page.getByRole('button', { name: 'Menu', exact: true }).click();
      await page.getByRole('menuitem', { name: 'New or open…' }).click();
      await designer.openTemplate(title);
      await expect(page.locator('.react-flow__node-group-card').first()).toBeVisible();
      await expect.poll(() => linksBehindCards(page)).toEqual([]);
    });
  }
});

test('links of a block that is gone into run around its layers', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  await designer.openTemplate('ResNet-152');
  await expect.poll(() => linksBehindCards(page)).toEqual([]);
  for (const name of ['conv3_x', 'Block 3.2']) {
    await page.locator('.react-flow__node-group-card').filter({ hasText: name }).dblclick();
    await expect(page.getByRole('navigation', { name: 'Groups around what is shown' })).toContainText(name);
    await expect.poll(() => linksBehindCards(page)).toEqual([]);
  }
});

test('a picture stands on its card where another card stands below', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Iris flowers');
  const first = page.locator('.react-flow__node-layer').first();
  const second = page.locator('.react-flow__node-layer').nth(3);
  const [above, below] = [await designer.boxOf(first), await designer.boxOf(second)];
  await designer.dragBy(below.x + 40, below.y + 14, above.x - below.x, above.y + above.height + 20 - below.y);
  await designer.selectNothing();
  await page.keyboard.press('Shift+V');
  await expect(first.locator('[data-preview][data-inset]')).toBeVisible();
  await expect(second.locator('[data-preview]:not([data-inset])')).toBeVisible();
});

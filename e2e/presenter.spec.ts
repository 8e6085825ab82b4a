/** Presenter mode in a real browser: every layer of a network can be read from the last row. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

const PROJECTORS = [
  { width: 1024, height: 768, figures: 40, text: 19 },
  { width: 1920, height: 1080, figures: 60, text: 26 },
];

const presenter = (page: Page) => page.getByRole('region', { name: 'Presenter' });
const shownLayer = (page: Page) => presenter(page).getByRole('heading');

for (const { width, height, figures, text } of PROJECTORS) {
  test(`walks through a network layer by layer at ${width} × ${height}`, async ({ app }) => {
    const { page } = app;
    const designer = new Designer(page);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await app.open();
    await designer.openTemplate('LeNet-5');
    const layers = await page.locator('.react-flow__node-layer').count();
    await designer.selectNothing();
    await page.keyboard.press('Shift+P');

    await test.step('nothing but the network and its layer is shown', async () => {
      await expect(presenter(page)).toBeVisible();
      await expect(designer.inspector).toHaveCount(0);
      await expect(page.getByRole('navigation', { name: 'Workspaces' })).toHaveCount(0);
      await expect(page.getByRole('region', { name: 'Layers' })).toHaveCount(0);
      await expect(page.locator('.react-flow__minimap')).toBeHidden();
      await expect(shownLayer(page)).toHaveText('Input');
    });

    for (let at = 1; at <= layers; at++) {
      const sizes = await page.evaluate(() => {
        const section = document.querySelector('[data-station]');
        const size = (selector: string) =>
          [...(section?.querySelectorAll(selector) ?? [])].map((part) =>
            Number.parseFloat(getComputedStyle(part).fontSize),
          );
        const about = section?.querySelector('[aria-live]');
        return {
          figures: size('strong'),
          text: size('h2, p, dt, dd'),
          over: about ? about.scrollHeight - about.clientHeight : 1,
          wide: about ? about.scrollWidth - about.clientWidth : 1,
        };
      });
      expect(Math.min(...sizes.figures)).toBeGreaterThanOrEqual(figures);
      expect(Math.min(...sizes.text)).toBeGreaterThanOrEqual(text);
      expect({ at, over: sizes.over, wide: sizes.wide }).toEqual({ at, over: 0, wide: 0 });
      await expect(presenter(page)).toContainText(`${at} of ${layers}`);

      const card = page.locator('.react-flow__node-layer.selected');
      await expect
        .poll(async () => {
          const [box, sheet] = [await designer.boxOf(card), await designer.boxOf(designer.canvas)];
          const centre = box.x + box.width / 2 - (sheet.x + sheet.width / 2);
          return Math.abs(centre) < 3 && box.y > sheet.y && box.y + box.height < sheet.y + sheet.height
            ? Math.round((100 * box.width) / sheet.width)
            : 0;
        })
        .toBeGreaterThanOrEqual(25);
      await page.keyboard.press('ArrowRight');
    }

    await test.step('the shape and what is behind it can be read', async () => {
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await expect(presenter(page)).toContainText('28 × 28 × 6');
      await expect(presenter(page)).toContainText('Conv2D');
      await page.keyboard.press('PageDown');
      await page.keyboard.press('ArrowLeft');
      await expect(presenter(page)).toContainText('2 of');
    });

    await test.step('keys that edit do nothing, Escape leaves and nothing moved', async () => {
      await page.keyboard.press('Delete');
      await page.keyboard.press('Escape');
      await expect(presenter(page)).toHaveCount(0);
      await expect(designer.inspector).toBeVisible();
      await expect(page.locator('.react-flow__node-layer')).toHaveCount(layers);
      await page.keyboard.press('Control+k');
      await expect(page.getByText(/^Undo /)).toHaveCount(0);
      await page.getByRole('combobox', { name: 'Type a command or a layer' }).fill('present');
      await page.keyboard.press('Enter');
      await expect(presenter(page)).toBeVisible();
      await presenter(page).getByRole('button', { name: 'Leave presenter mode' }).click();
      await expect(presenter(page)).toHaveCount(0);
    });
  });
}

test('presents groups as cards, and goes into them and out again', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await page.setViewportSize({ width: 1024, height: 768 });
  await app.open();
  await designer.openTemplate('ResNet-152');
  await designer.selectNothing();
  await page.keyboard.press('Shift+P');
  await expect(shownLayer(page)).toHaveText('Input');
  while (!(await presenter(page).textContent())?.includes('conv3_x')) {
    await expect(presenter(page)).not.toContainText('10 of 10');
    await page.keyboard.press('ArrowRight');
  }
  await expect(presenter(page)).toContainText('Group of 82 layers');
  await expect(presenter(page)).toContainText('28 × 28 × 512');
  await page.keyboard.press('ArrowDown');
  await expect(shownLayer(page)).toHaveText('Block 3.1');
  await expect(presenter(page)).toContainText('1 of 8');
  const card = page.locator('.react-flow__node-group-card.selected');
  await expect.poll(async () => (await designer.boxOf(card)).width).toBeGreaterThan(250);
  await page.keyboard.press('ArrowUp');
  await expect(shownLayer(page)).toHaveText('conv3_x');
  await page.keyboard.press('Escape');
  await expect(page.locator('.react-flow__node-group-card.selected')).toHaveText(/conv3_x/);
});

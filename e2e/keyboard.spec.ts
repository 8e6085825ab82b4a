/** From the gallery to an exported network without a mouse, and what a screen reader is told on the way. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

/** Presses Tab until something has the focus, as somebody does who sees where the focus is. */
async function tabTo(page: Page, wanted: Locator, most = 40): Promise<void> {
  for (let press = 0; press < most; press++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

async function add(page: Page, designer: Designer, name: string, id: string): Promise<void> {
  await page.keyboard.press('a');
  await expect(page.getByRole('combobox', { name: 'Search layers to add' })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(designer.node(id)).toBeFocused();
}

test('draws, mends, trains and exports a network by keys alone', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const announced = (text: string | RegExp) =>
    expect(page.getByRole('status').filter({ hasText: text }).first()).toBeAttached();
  const links = page.locator('.react-flow__edge');
  await app.open();

  await test.step('open an empty canvas', async () => {
    const empty = page.getByRole('button', { name: 'Open Empty canvas' });
    await expect(empty).toBeVisible();
    await tabTo(page, empty, 80);
    await page.keyboard.press('Enter');
    await expect(designer.canvas).toBeVisible();
  });

  await test.step('choose the data: one key goes from part to part of the window', async () => {
    await page.keyboard.press('F6');
    await page.keyboard.press('Shift+F6');
    await expect(page.getByRole('region', { name: 'Layers' }).getByRole('textbox').first()).toBeFocused();
    await page.keyboard.press('F6');
    await page.keyboard.press('F6');
    await expect(designer.inspector.getByLabel('Dataset')).toBeFocused();
    await expect(designer.inspector.getByRole('option', { name: 'Handwritten digits' })).toBeAttached();
    await page.keyboard.type('Handwritten');
    await expect(designer.inspector).toContainText('1,797 samples');
    await page.keyboard.press('Escape');
  });

  await test.step('add layers behind each other, and hear what they give and what is wrong', async () => {
    await add(page, designer, 'input', 'input-1');
    await announced('Added input-1, output 8 × 8 × 1.');
    await add(page, designer, 'dense', 'dense-1');
    await announced(/Problem: "dense-1" needs a flat row of numbers/);
    await expect(links).toHaveCount(1);
  });

  await test.step('mend the problem with its button', async () => {
    await page.keyboard.press('Enter');
    await tabTo(page, designer.inspector.getByRole('button', { name: 'Insert Flatten' }));
    await page.keyboard.press('Enter');
    await expect(designer.node('flatten-1')).toBeVisible();
    await announced(/Added flatten(-1)?, output 64\./i);
    await page.keyboard.press('F6');
    await expect(designer.node('dense-1')).toBeFocused();
  });

  await test.step('set a parameter', async () => {
    await page.keyboard.press('Enter');
    await tabTo(page, designer.inspector.getByLabel('Units', { exact: true }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('10');
    await announced('dense-1 now gives 10.');
    await page.keyboard.press('Escape');
    await expect(designer.node('dense-1')).toBeFocused();
  });

  await test.step('bring the end of the network', async () => {
    await add(page, designer, 'softmax', 'softmax-1');
    await add(page, designer, 'output', 'output-1');
    await announced('No problems any more.');
  });

  await test.step('go along the links, and back', async () => {
    await page.keyboard.press('Control+ArrowLeft');
    await page.keyboard.press('Control+ArrowLeft');
    await expect(designer.node('dense-1')).toBeFocused();
    await expect(designer.node('dense-1')).toHaveClass(/selected/);
    await page.keyboard.press('Control+ArrowLeft');
    await expect(designer.node('flatten-1')).toBeFocused();
    await page.keyboard.press('Control+ArrowRight');
    await expect(designer.node('dense-1')).toBeFocused();
  });

  await test.step('disconnect and connect again', async () => {
    await page.keyboard.press('Enter');
    await tabTo(page, designer.inspector.getByRole('button', { name: /^Disconnect flatten/i }));
    await page.keyboard.press('Enter');
    await expect(links).toHaveCount(3);
    await announced(/Problem: /);
    await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    await page.keyboard.press(' ');
    await tabTo(page, designer.node('flatten-1'));
    await page.keyboard.press('Shift+ ');
    await page.keyboard.press('c');
    await expect(links).toHaveCount(4);
    await announced('No problems any more.');
  });

  await test.step('group, ungroup, switch off and on, undo', async () => {
    await page.keyboard.press('Control+g');
    await announced('Grouped 2 layers as Block.');
    await page.keyboard.press('Control+z');
    await expect(page.locator('.react-flow__node-group-frame')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('b');
    await expect(designer.node('dense-1')).toHaveAttribute('aria-label', /, bypassed$/);
    await page.keyboard.press('Control+z');
    await expect(designer.node('dense-1')).toHaveAttribute('aria-label', /output 10, no problems$/);
  });

  await test.step('find a layer, and come to it', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('softmax');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(designer.node('softmax-1')).toBeFocused();
  });

  await test.step('show and hide panels', async () => {
    await page.keyboard.press('i');
    await expect(page.getByRole('region', { name: 'Analyze' })).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByRole('region', { name: 'Analyze' })).toBeHidden();
    await expect(page.getByRole('region', { name: 'Problems' })).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByRole('region', { name: 'Problems' })).toBeHidden();
  });

  await test.step('train', async () => {
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('3');
    await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 90_000 });
  });

  await test.step('export', async () => {
    await page.keyboard.press('5');
    await tabTo(page, page.getByRole('button', { name: 'Export to ONNX' }));
    await page.keyboard.press('Enter');
    const download = page.getByRole('button', { name: 'Download' });
    await expect(page.getByText(/same answers/)).toBeVisible();
    await tabTo(page, download);
    const saved = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await saved).suggestedFilename()).toMatch(/\.onnx$/);
  });
});

test('lists all keys on a sheet, also those that no menu has', async ({ app }) => {
  const { page } = app;
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Handwritten digits' })).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog');
  for (const line of [
    'Go along a link',
    'Go to another branch',
    'Change the selected layer',
    'Go to the next part of the window',
    'Train, or stop training',
    'Connect the two selected layers',
  ]) {
    await expect(sheet.getByText(line, { exact: true })).toBeAttached();
  }
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
});

test('stands still for people who ask for less motion', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  await designer.openTemplate('Handwritten digits');
  await designer.selectNothing();
  const viewport = page.locator('.react-flow__viewport');

  await test.step('the view is where it belongs at once', async () => {
    for (const key of ['+', 'f']) {
      const seen = await viewport.evaluateHandle((element) => {
        const views = new Set<string>();
        const note = () => views.add(element.style.transform);
        new MutationObserver(note).observe(element, { attributeFilter: ['style'] });
        return views;
      });
      const count = () => seen.evaluate((views) => views.size);
      await page.keyboard.press(key);
      await expect.poll(count).toBeGreaterThan(0);
      // Everything on the way would have been seen by then.
      await page.waitForTimeout(400);
      expect(await count(), key).toBe(1);
    }
  });

  await test.step('layers that are tidied up are where they belong at once', async () => {
    const moves = await page.evaluateHandle(() => {
      const places = new Map<string, Set<string>>();
      const observer = new MutationObserver((records) => {
        for (const { target } of records) {
          if (!(target instanceof HTMLElement) || !target.dataset.id) continue;
          const seen = places.get(target.dataset.id) ?? new Set();
          places.set(target.dataset.id, seen.add(target.style.transform));
        }
      });
      const sheet = document.querySelector('.react-flow__nodes');
      if (sheet) observer.observe(sheet, { subtree: true, attributeFilter: ['style'] });
      return places;
    });
    const counts = () => moves.evaluate((places) => [...places.values()].map(({ size }) => size));
    await page.keyboard.press('Shift+T');
    await expect.poll(async () => (await counts()).length).toBeGreaterThan(3);
    await page.waitForTimeout(400);
    expect(Math.max(...(await counts()))).toBe(1);
  });

  await test.step('nothing on the page moves by itself', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    const lasting = await page.evaluate(() =>
      document
        .getAnimations()
        .map((animation) => Number(animation.effect?.getComputedTiming().duration))
        .filter((duration) => duration > 1),
    );
    expect(lasting).toEqual([]);
  });
});

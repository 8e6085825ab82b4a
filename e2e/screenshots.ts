/** Takes the pictures of docs/images, light and dark. It trains for real, so the figures in them are true. */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** A three in one stroke, in shares of the drawing pad. */
const THREE = [
  [0.3, 0.2],
  [0.5, 0.13],
  [0.68, 0.25],
  [0.62, 0.42],
  [0.48, 0.48],
  [0.66, 0.58],
  [0.68, 0.75],
  [0.5, 0.87],
  [0.3, 0.8],
] as const;

async function take(page: Page, file: string): Promise<void> {
  // Nothing lies under the pointer, and what moves has arrived.
  await page.mouse.move(720, 890);
  await page.waitForTimeout(700);
  await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(`${IMAGES}${file}.png`);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`pictures, ${scheme}`, async ({ app }) => {
    const { page } = app;
    const designer = new Designer(page);
    await page.emulateMedia({ colorScheme: scheme });
    await app.open();
    await expect(page.getByRole('button', { name: 'Open Handwritten digits' })).toBeVisible();
    await take(page, `gallery-${scheme}`);
    await designer.openTemplate('Handwritten digits');
    await take(page, `designer-${scheme}`);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await designer.goTo('Training');
    await expect(page.getByText(/answered correctly/)).toBeVisible({ timeout: 90_000 });
    await take(page, `training-${scheme}`);
    await designer.goTo('Evaluate');
    await designer.stroke(THREE);
    await expect(page.locator('li[data-winner] >> nth=0')).toContainText(/^3/);
    await take(page, `try-it-${scheme}`);
    await designer.goTo('Export');
    await page.getByRole('button', { name: 'Export to ONNX' }).click();
    await expect(page.getByText(/same answers/)).toBeVisible();
    await take(page, `export-${scheme}`);
  });
}

/** What axe finds wrong with a page by WCAG 2.2, levels A and AA, in the light and in the dark. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** One line for each element: the rule, where, and what is wrong. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { axe: tool } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await tool.run(document, {
      runOnly: { type: 'tag', values: tags },
      // Experimental, and takes the sentence under the name of a card or a layer for part of its label.
      rules: { 'label-content-name-mismatch': { enabled: false } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}: ${failureSummary}`),
    );
  }, TAGS);
}

/** Whether the page has taken over the colours and none is on its way any more; what turns forever does not count. */
function hasSettledColours(colorScheme: string): boolean {
  const moving = document
    .getAnimations()
    .filter(
      ({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
    );
  return document.documentElement.dataset.mantineColorScheme === colorScheme && moving.length === 0;
}

/** `what` is shown at the moment. Everything that is found in one walk is told together. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(250);
    await page.waitForFunction(hasSettledColours, colorScheme);
    expect.soft(await findings(page), `${what}, ${colorScheme}`).toEqual([]);
  }
}

/** The ratio in which each colour of problems stands to what it is drawn on; axe looks at words alone. */
export async function problemContrasts(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('There is nothing to draw on.');
    const luminance = (token: string) => {
      canvas.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(token);
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratios: Record<string, number> = {};
    for (const colour of ['--danger', '--warning', '--success']) {
      for (const ground of ['--surface', '--canvas', '--surface-raised']) {
        const [dark = 0, light = 0] = [luminance(colour), luminance(ground)].sort((a, b) => a - b);
        ratios[`${colour} on ${ground}`] = (light + 0.05) / (dark + 0.05);
      }
    }
    return ratios;
  });
}

/** Networks as documents: in tabs, saved, recovered, shared, drawn into pictures. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

const tabs = (page: Page) => page.getByRole('navigation', { name: 'Open networks' });
const tabNames = (page: Page) => tabs(page).locator('[aria-describedby="tab-help"]');
const tab = (page: Page, name: string) => tabs(page).getByRole('button', { name, exact: true });
const title = (page: Page) => page.getByLabel('Name of the network');
const saved = (page: Page) => page.getByRole('banner').getByText('Saved', { exact: true });

async function rename(page: Page, name: string): Promise<void> {
  await title(page).fill(name);
  await title(page).press('Enter');
  await expect(title(page)).toHaveValue(name);
}

/** From the menu behind the last button of the bar. */
async function menu(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** A network with so many layers of its own in a new tab. */
async function addNetwork(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New or open' }).first().click();
  await page.getByRole('button', { name: 'Open Empty canvas' }).click();
  await rename(page, name);
}

const layers = (page: Page): Locator => page.locator('.react-flow__node[data-id]');

test('keeps several networks in tabs, each with its own history, selection and view', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await rename(page, 'First');
  await designer.drag('Input', 220, 200);
  await designer.drag('Dense', 480, 200);
  await designer.select('dense-1');
  await expect(tabs(page)).toHaveCount(0);
  await addNetwork(page, 'Second');
  await designer.drag('Input', 300, 300);

  await test.step('a tab shows its own network with what was selected in it', async () => {
    await expect(tabNames(page)).toHaveText(['First', 'Second']);
    await expect(tab(page, 'Second')).toHaveAttribute('aria-current', 'page');
    await tab(page, 'First').click();
    await expect(layers(page)).toHaveCount(2);
    await expect(designer.node('dense-1')).toHaveClass(/selected/);
    await page.keyboard.press('Control+z');
    await expect(layers(page)).toHaveCount(1);
    await tab(page, 'Second').click();
    await expect(layers(page)).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(layers(page)).toHaveCount(0);
    await page.keyboard.press('Control+y');
    await tab(page, 'First').click();
    await page.keyboard.press('Control+y');
    await expect(layers(page)).toHaveCount(2);
  });

  await test.step('each is looked at where it was left', async () => {
    const view = () => page.locator('.react-flow__viewport').getAttribute('style');
    await designer.dragBy(700, 600, 90, 60);
    const left = await view();
    await tab(page, 'Second').click();
    await expect.poll(view).not.toBe(left);
    await tab(page, 'First').click();
    await expect.poll(view).toBe(left);
  });

  await test.step('copied layers go from one to the other', async () => {
    await designer.select('dense-1');
    await page.keyboard.press('Control+c');
    await tab(page, 'Second').click();
    await page.keyboard.press('Control+v');
    await expect(designer.node('dense-1')).toBeVisible();
    await page.keyboard.press('Control+z');
  });

  await test.step('keys go to the next one and close it; the pointer closes with its middle button', async () => {
    await menu(page, /^Duplicate network/);
    await expect(tabNames(page)).toHaveText(['First', 'Second', 'Second copy']);
    await page.keyboard.press('Control+Tab');
    await expect(tab(page, 'First')).toHaveAttribute('aria-current', 'page');
    await page.keyboard.press('Control+Shift+Tab');
    await expect(tab(page, 'Second copy')).toHaveAttribute('aria-current', 'page');
    await page.keyboard.press('Control+w');
    await expect(tabNames(page)).toHaveText(['First', 'Second']);
    await menu(page, 'Open closed network again');
    await expect(tabNames(page)).toHaveText(['First', 'Second', 'Second copy']);
    await tab(page, 'Second copy').click({ button: 'middle' });
    await expect(tabNames(page)).toHaveText(['First', 'Second']);
  });

  await test.step('tabs are put in another order by dragging and by keys', async () => {
    await menu(page, /^Duplicate network/);
    const last = await designer.boxOf(tab(page, 'Second copy'));
    await tab(page, 'First').dragTo(tab(page, 'Second copy'), {
      targetPosition: { x: last.width - 8, y: 10 },
    });
    await expect(tabNames(page)).toHaveText(['Second', 'Second copy', 'First']);
    await tab(page, 'First').focus();
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await expect(tabNames(page)).toHaveText(['Second', 'First', 'Second copy']);
    await page.keyboard.press('ArrowRight');
    await expect(tab(page, 'Second copy')).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(tabNames(page)).toHaveText(['Second', 'First']);
  });

  await test.step('a reload shows the same tabs, and the workspace that was shown', async () => {
    await tab(page, 'First').click();
    await designer.goTo('Data');
    await page.reload();
    await expect(tabNames(page)).toHaveText(['Second', 'First']);
    await expect(tab(page, 'First')).toHaveAttribute('aria-current', 'page');
    await expect(
      page.getByRole('navigation', { name: 'Workspaces' }).getByRole('button', { name: 'Data' }),
    ).toHaveAttribute('aria-current', 'page');
    await designer.goTo('Network');
    await expect(layers(page)).toHaveCount(2);
  });
});

test('saves under another name, opens files in tabs, and opens a network once', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await rename(page, 'Draft');
  await designer.drag('Input', 220, 200);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('“Draft” is saved.')).toBeVisible();
  await page.keyboard.press('Control+Shift+S');
  const dialog = page.getByRole('dialog', { name: 'Save as' });
  await expect(dialog.getByLabel('Name')).toHaveValue('Draft copy');
  await dialog.getByLabel('Name').fill('Final');
  await dialog.getByRole('button', { name: 'Save in Layerloom' }).click();
  await expect(title(page)).toHaveValue('Final');
  await designer.drag('Dense', 480, 200);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('“Final” is saved.')).toBeVisible();
  const folder = join(app.home, 'projects');
  const onDisk = async (name: string) => {
    const texts = (await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8'));
    return (await Promise.all(texts)).map((text) => JSON.parse(text)).find((saved) => saved.name === name);
  };
  expect((await onDisk('Final')).layers).toHaveLength(2);
  expect((await onDisk('Draft')).layers).toHaveLength(1);

  await test.step('files that are dropped open in tabs', async () => {
    const drop = await page.evaluateHandle(
      (texts) => {
        const data = new DataTransfer();
        for (const [name, text] of texts) data.items.add(new File([text], `${name}.layerloom.json`));
        return data;
      },
      [
        ['one', JSON.stringify({ ...(await onDisk('Final')), name: 'One' })],
        ['two', JSON.stringify({ ...(await onDisk('Final')), name: 'Two' })],
      ] as const,
    );
    await page.locator('main').dispatchEvent('drop', { dataTransfer: drop });
    await expect(tabNames(page)).toHaveText(['Final', 'One', 'Two']);
  });

  await test.step('a network that is open already is shown, not opened twice', async () => {
    await page.getByRole('button', { name: 'New or open' }).first().click();
    await page.getByRole('region', { name: 'Recent' }).getByRole('button', { name: 'Open Final' }).click();
    await expect(tabNames(page)).toHaveText(['Final', 'One', 'Two']);
    await expect(tab(page, 'Final')).toHaveAttribute('aria-current', 'page');
  });
});

test('offers what a crash left beside what was saved', async ({ app }) => {
  const window = await app.page.context().newPage();
  await app.open(window);
  await new Designer(window).startEmpty();
  await rename(window, 'Precious');
  await new Designer(window).drag('Input', 220, 200);
  await expect(saved(window)).toBeVisible();

  /** Edits that do not reach the disk, and a window that ends without a word; then all is started again. */
  const crash = async (page: Page, layer: string) => {
    await app.kill();
    await new Designer(page).drag(layer, 480, 200);
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes('.draft.')));
    await page.waitForFunction(
      (type) => Object.values(localStorage).some((text) => text.includes(`"type":"${type}"`)),
      layer,
    );
    await page.goto('chrome://crash').catch(() => undefined);
    await app.restart();
    const next = await app.page.context().newPage();
    await app.open(next);
    return next;
  };

  const page =
    await test.step('both are previewed; one is taken, and undo brings the other back', async () => {
      const next = await crash(window, 'Dense');
      const dialog = next.getByRole('dialog', { name: 'There is work that was not saved' });
      const recovered = dialog.getByRole('region', { name: 'Recovered' });
      const onDisk = dialog.getByRole('region', { name: 'Saved on disk' });
      await expect(recovered).toContainText('Precious');
      await expect(recovered).toContainText('2 layers');
      await expect(onDisk).toContainText('1 layer');
      await expect(onDisk.getByText(/^edited .*ago|just now/)).toBeVisible();
      await onDisk.getByRole('button', { name: 'Take the saved one' }).click();
      await expect(dialog).toBeHidden();
      await expect(layers(next)).toHaveCount(1);
      await next.keyboard.press('Control+z');
      await expect(layers(next)).toHaveCount(2);
      await next.keyboard.press('Control+y');
      await expect(layers(next)).toHaveCount(1);
      await expect(saved(next)).toBeVisible();
      return next;
    });

  await test.step('or both are kept, in two tabs', async () => {
    const next = await crash(page, 'Flatten');
    await next.getByRole('button', { name: 'Keep both, in two tabs' }).click();
    await expect(tabNames(next)).toHaveText(['Precious', 'Precious (recovered)']);
    await expect(layers(next)).toHaveCount(2);
    await tab(next, 'Precious').click();
    await expect(layers(next)).toHaveCount(1);
  });
});

test('two windows with one network follow each other, and ask where both were edited', async ({ app }) => {
  const { page } = app;
  const here = new Designer(page);
  await app.open();
  await here.startEmpty();
  await rename(page, 'Shared');
  await here.drag('Input', 220, 200);
  await expect(saved(page)).toBeVisible();
  const other = await page.context().newPage();
  const there = new Designer(other);
  await app.open(other);
  await other.getByRole('region', { name: 'Recent' }).getByRole('button', { name: 'Open Shared' }).click();
  await expect(layers(other)).toHaveCount(1);

  await test.step('what is saved here is shown there', async () => {
    await here.drag('Dense', 480, 200);
    await expect(layers(other)).toHaveCount(2);
  });

  await test.step('edits in both at once are a choice', async () => {
    // The other window does not hear of this one meanwhile.
    await other.context().setOffline(true);
    await there.drag('Flatten', 480, 400);
    await there.drag('Softmax', 700, 400);
    await expect(other.getByText('Not saved')).toBeVisible();
    await other.context().setOffline(false);
    await here.drag('Dropout', 700, 200);
    await expect(saved(page)).toBeVisible();
    await there.select('softmax-1');
    await other.keyboard.press('ArrowDown');
    const dialog = other.getByRole('dialog', { name: 'Changed in two windows' });
    await expect(dialog.getByRole('region', { name: 'This window' })).toContainText('4 layers');
    await expect(dialog.getByRole('region', { name: 'Other window' })).toContainText('3 layers');
    await dialog.getByRole('button', { name: 'Keep this window’s' }).click();
    await expect(dialog).toBeHidden();
    await expect(here.node('softmax-1')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(here.node('dropout-1')).toBeVisible();
  });
});

test('takes the drawing along as SVG, PNG, picture and link', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.emulateMedia({ colorScheme: 'dark' });
  await app.open();
  await designer.openTemplate('Iris flowers');
  await page.keyboard.press('n');
  await page.keyboard.type('Why so few units?');
  await page.keyboard.press('Escape');

  const download = async (name: string) => {
    const file = page.waitForEvent('download');
    await menu(page, name);
    return readFile(await (await file).path());
  };

  await test.step('the SVG holds words as text, whatever the canvas shows', async () => {
    for (let times = 0; times < 8; times++) await page.keyboard.press('-');
    const svg = (await download('Save drawing as SVG')).toString();
    expect(svg).toMatch(/<tspan[^>]*>Why so few units\?</);
    expect(svg).toMatch(/<text[^>]*>Input</i);
    expect(svg).toContain('<title>Drawing of the network Iris flowers</title>');
    expect(svg).not.toContain('foreignObject');
    expect(svg).not.toMatch(/oklch|lab\(/);
    // The ink of the light theme, though the dark one is shown.
    expect(svg).toMatch(/<text[^>]*fill="#1b1e25"/);
  });

  await test.step('the PNG has twice its size, on white', async () => {
    const svg = (await download('Save drawing as SVG')).toString();
    const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1]);
    const png = sharp(await download('Save drawing as PNG'));
    expect((await png.metadata()).width).toBe(2 * width);
    const [red, green, blue] = await png.extract({ left: 2, top: 2, width: 1, height: 1 }).raw().toBuffer();
    expect([red, green, blue]).toEqual([255, 255, 255]);
  });

  await test.step('the picture is on the clipboard', async () => {
    await menu(page, /^Copy drawing as picture/);
    await expect(page.getByText('The drawing is on the clipboard.')).toBeVisible();
    const types = await page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap(({ types }) => types),
    );
    expect(types).toContain('image/png');
  });

  await test.step('a link opens the whole network in another window, with its seed', async () => {
    await designer.selectNothing();
    await designer.inspector.getByText('More', { exact: true }).click();
    await designer.inspector.getByLabel('Seed', { exact: true }).fill('4711');
    await designer.inspector.getByLabel('Seed', { exact: true }).press('Enter');
    await menu(page, 'Copy link with the whole network');
    await expect(page.getByText(/The link is on the clipboard/)).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#network=/);
    const other = await page.context().newPage();
    await other.goto(link);
    await expect(title(other)).toHaveValue('Iris flowers');
    await expect(other.getByText('Why so few units?')).toBeVisible();
    await expect(new Designer(other).inspector.getByLabel('Seed', { exact: true })).toHaveValue('4711');
    expect(new URL(other.url()).hash).toBe('');
    const readFrom = async (window: Page) => {
      const file = window.waitForEvent('download');
      await menu(window, 'Save network file');
      return JSON.parse(await readFile(await (await file).path(), 'utf8'));
    };
    const [sent, received] = [await readFrom(page), await readFrom(other)];
    expect(received).toEqual(sent);
    expect(sent.training.seed).toBe(4711);

    await new Designer(other).drop({ ...sent, name: 'From a file' });
    expect(await readFrom(other)).toEqual({ ...sent, name: 'From a file' });

    await other.goto(`${link.slice(0, -40)}`);
    await expect(other.getByRole('alert').filter({ hasText: 'part of it was cut off' })).toBeVisible();
  });
});

test('a window whose host is gone offers nothing to stop, and canvases that are small or show all no overview', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  await designer.selectNothing();
  await designer.set('Epochs', '2000');
  const overview = page.locator('.react-flow__minimap');
  await expect(overview).toBeHidden();
  for (const _ of [1, 2, 3]) await designer.canvas.press('+');
  await expect(overview).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.getByRole('button', { name: 'Analyze', exact: true }).click();
  await expect(overview).toBeHidden();

  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run in progress' })).toContainText(/Epoch \d+ of 2,?000/);
  await app.kill();
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(page.getByText('No contact')).toBeVisible();
});

/** axe on every screen and on everything that opens over it, light and dark: it finds nothing. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { expectAccessible, problemContrasts } from './axe.ts';
import { Designer } from './designer.ts';

test('the gallery and drawing', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Handwritten digits' })).toBeVisible();
  await expectAccessible(page, 'gallery');

  await designer.startEmpty();
  await expectAccessible(page, 'empty canvas');

  await designer.drag('Input', 160, 160);
  await designer.drag('Conv2D', 420, 160);
  await designer.drag('Dense', 420, 320);
  await designer.link('input-1', 'conv2d-1');
  await designer.select('input-1');
  await designer.set('Shape', '5');
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { name: 'Problems' })).toBeVisible();
  await expectAccessible(page, 'problems');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const contrasts = await problemContrasts(page);
    expect(Object.entries(contrasts).filter(([, ratio]) => !(ratio >= 4.5 && ratio <= 21))).toEqual([]);
  }
  await designer.select('conv2d-1');
  await expectAccessible(page, 'inspector of a layer with a problem');
  await page.keyboard.press('b');
  await page.keyboard.press('l');
  await page.keyboard.press('Delete');
  await expectAccessible(page, 'bypassed and locked layer, with a remark');
});

test('a network, its inspector and its panels', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  await designer.selectNothing();
  await expectAccessible(page, 'network');

  for (const title of ['Input', 'Conv2D', 'MaxPooling2D', 'Flatten', 'Dense', 'Softmax', 'Output']) {
    await page.locator(`.react-flow__node[aria-label^="${title} "]`).first().click();
    for (const section of await designer.inspector.locator('details:not([open]) > summary').all()) {
      await section.click();
    }
    await expectAccessible(page, `inspector of ${title}`);
  }

  await page.locator('.react-flow__node[aria-label^="Dense "]').first().click();
  await designer.inspector.getByRole('button', { name: 'Type in or load bias' }).click();
  await expectAccessible(page, 'weights editor');

  await page.keyboard.press('Escape');
  await designer.selectNothing();
  await page.keyboard.press('Control+a');
  await expectAccessible(page, 'several layers selected');

  await page.getByRole('button', { name: 'Analyze', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Analyze' })).toBeVisible();
  await expectAccessible(page, 'table of layers');
  await page.keyboard.press('i');
});

test('what opens over a network', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  await designer.selectNothing();

  await page.keyboard.press('a');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page, 'quick add');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'command palette');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'shortcuts');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find layers' }).fill('conv');
  await expectAccessible(page, 'find');
  await page.keyboard.press('Escape');

  await page.locator('.react-flow__node').first().click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'menu of a layer');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^Trains on/ }).click();
  await expectAccessible(page, 'menu of engines');
  await page.keyboard.press('Escape');

  await page.keyboard.press('n');
  await page.keyboard.type('Why?');
  await expectAccessible(page, 'comment being written');
  await page.keyboard.press('Escape');
  await expectAccessible(page, 'comment');
});

test('groups', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('ResNet-18');
  await designer.selectNothing();
  await expectAccessible(page, 'collapsed groups');
  await page.locator('.react-flow__node-group-card').first().click();
  await expectAccessible(page, 'inspector of a group');
  await page
    .getByRole('button', { name: /^Expand / })
    .first()
    .click();
  await expectAccessible(page, 'an open group');
  await page.getByRole('button', { name: 'Zoom to fit' }).click();
  await page.locator('.react-flow__node-group-card').first().dblclick();
  await expect(page.getByRole('navigation', { name: 'Groups around what is shown' })).toBeVisible();
  await expectAccessible(page, 'inside a group');
});

test('data, training, evaluating and exporting', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  const main = page.getByRole('main');
  const settled = async () => {
    await expect(main.getByRole('heading').first()).toBeVisible();
    await expect(main.locator('[data-tone="busy"]')).toHaveCount(0);
  };
  for (const workspace of ['Data', 'Training', 'Evaluate', 'Export'] as const) {
    await designer.goTo(workspace);
    await settled();
    await expectAccessible(page, `${workspace}, before a run`);
  }
  await designer.goTo('Network');
  await designer.selectNothing();
  await designer.set('Epochs', '3');
  await designer.choose('Schedule', 'Cosine');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await designer.goTo('Training');
  await expect(page.getByText(/of unseen samples answered correctly/)).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page, 'a finished run');
  await page.getByText('Settings', { exact: true }).click();
  await expectAccessible(page, 'a finished run with its settings');
  await designer.goTo('Evaluate');
  await designer.stroke([
    [0.3, 0.2],
    [0.7, 0.8],
  ]);
  await expect(page.locator('li[data-winner]').first()).toBeVisible();
  await expectAccessible(page, 'try it');
  await designer.goTo('Export');
  await page.getByRole('button', { name: 'Export to ONNX' }).click();
  await expect(page.getByText(/same answers/)).toBeVisible();
  await expectAccessible(page, 'export');
});

test('data of one’s own, and what went wrong', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const file = join(app.home, 'rows.csv');
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 5},${row % 2 ? 'odd' : 'even'}`);
  await writeFile(file, ['width,height,kind', ...rows].join('\n'));
  await app.open();
  await designer.openTemplate('XOR');
  await designer.goTo('Data');
  await expectAccessible(page, 'a small table of data');
  const path = page.getByLabel('Folder or file');
  await path.fill(join(app.home, 'no-such-folder'));
  await path.press('Enter');
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'a path that is wrong');
  await path.fill(file);
  await path.press('Enter');
  await expect(page.getByRole('heading', { name: 'rows' })).toBeVisible();
  await expectAccessible(page, 'a CSV file');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await designer.goTo('Evaluate');
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  await expect(page.getByRole('main').locator('[data-tone="busy"]')).toHaveCount(0);
  await expectAccessible(page, 'evaluating a table');
});

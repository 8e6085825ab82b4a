/** What hands do with a drawing: choosing several layers, copies, rows of equal gaps, a view from afar, keys. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chain } from '../core/testing/draw.ts';
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

const LINE = { ...chain('Input', 'Flatten', 'Dense', 'Softmax'), name: 'Line' };

test('layers are chosen by a rectangle, copied with their links, cut, spread, renamed and held', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  const nodes = page.locator('.react-flow__node');
  const links = page.locator('.react-flow__edge');
  const selected = page.locator('.react-flow__node.selected');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Empty canvas' })).toBeVisible();
  await designer.drop(LINE);
  await expect(links).toHaveCount(3);

  await test.step('a rectangle takes what lies in it', async () => {
    const [first, last] = [
      await designer.boxOf(designer.node('input')),
      await designer.boxOf(designer.node('dense')),
    ];
    await page.keyboard.down('Shift');
    await designer.dragBy(
      first.x - 10,
      first.y - 60,
      last.x + last.width + 38 - first.x,
      60 + first.height + 20,
    );
    await page.keyboard.up('Shift');
    await expect(selected).toHaveCount(3);
    await page.keyboard.press('Escape');
    await expect(selected).toHaveCount(0);
  });

  await test.step('a duplicate has the links among its layers, in one step', async () => {
    await page.keyboard.press('Control+a');
    await expect(selected).toHaveCount(4);
    await page.keyboard.press('Control+d');
    await expect(nodes).toHaveCount(8);
    await expect(links).toHaveCount(6);
    await expect(selected).toHaveCount(4);
    await page.keyboard.press('Control+z');
    await expect(nodes).toHaveCount(4);
    await expect(links).toHaveCount(3);
  });

  await test.step('what is cut comes back with its links', async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+x');
    await expect(nodes).toHaveCount(0);
    await page.keyboard.press('Control+v');
    await expect(nodes).toHaveCount(4);
    await expect(links).toHaveCount(3);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(designer.node('softmax')).toBeVisible();
  });

  await test.step('three are spread with equal gaps by a key', async () => {
    await designer.node('flatten').click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Alt+Shift+H');
    const gaps = async () => {
      const left = await Promise.all(
        ['input', 'flatten', 'dense', 'softmax'].map(
          async (id) => (await designer.boxOf(designer.node(id))).x,
        ),
      );
      return left.slice(1).map((x, place) => x - (left[place] ?? 0));
    };
    // As equal as the grid allows.
    await expect
      .poll(async () => {
        const all = await gaps();
        return Math.max(...all) - Math.min(...all);
      })
      .toBeLessThanOrEqual(6);
    await page.keyboard.press('Escape');
  });

  await test.step('a new name stands on the card and in what is read out', async () => {
    await designer.select('dense');
    await designer.set('Name', 'Answers');
    await expect(designer.node('dense')).toContainText('Answers');
    await expect(designer.node('dense')).toHaveAttribute('aria-label', /^Dense Answers,/);
  });

  await test.step('a locked layer stays where it is under the pointer', async () => {
    await designer.select('dense');
    await page.keyboard.press('l');
    await expect(designer.node('dense')).toHaveAttribute('aria-label', /, locked$/);
    // The view may move instead: what counts is where it stands among the others.
    const below = async () =>
      (await designer.boxOf(designer.node('dense'))).y - (await designer.boxOf(designer.node('softmax'))).y;
    const pull = async () => {
      const { x, y } = await designer.boxOf(designer.node('dense'));
      await designer.dragBy(x + 60, y + 12, 0, 120);
    };
    await pull();
    expect(await below()).toBe(0);
    await designer.select('dense');
    await page.keyboard.press('l');
    await expect(designer.node('dense')).toHaveAttribute('aria-label', /no problems|problem$/);
    await pull();
    await expect.poll(below).toBeGreaterThan(90);
  });
});

test('draws less from afar, and leads back', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Handwritten digits');
  const layers = await page.locator('.react-flow__node').count();
  const detail = (level: string) => page.locator(`.react-flow__node [data-detail="${level}"]`);
  const ports = page.locator('.react-flow__node [data-side]');
  await expect(detail('bar')).toHaveCount(0);
  const seen = await ports.count();
  expect(seen).toBeGreaterThan(0);

  for (let press = 0; press < 14; press++) await page.keyboard.press('-');
  await expect(detail('bar')).toHaveCount(layers);
  await expect(ports).toHaveCount(0);
  await expect(designer.node('conv2d-1')).not.toContainText('C1');

  await page.keyboard.press('f');
  await expect(detail('bar')).toHaveCount(0);
  await expect(ports).toHaveCount(seen);
  const sheet = await designer.boxOf(designer.canvas);
  const inside = () =>
    page.locator('.react-flow__node').evaluateAll(
      (nodes, { x, y, width, height }) =>
        nodes.every((node) => {
          const box = node.getBoundingClientRect();
          return box.left >= x && box.top >= y && box.right <= x + width && box.bottom <= y + height;
        }),
      sheet,
    );
  await expect.poll(inside).toBe(true);

  await designer.select('conv2d-1');
  await page.keyboard.press('.');
  await expect.poll(async () => (await designer.boxOf(designer.node('conv2d-1'))).width).toBeGreaterThan(170);
  const letters = designer.node('conv2d-1').locator('[data-letter]');
  await expect(letters).toHaveText(['12', '12', '6']);
  expect(await letters.evaluateAll((list) => list.map((part) => part.getAttribute('data-letter')))).toEqual([
    'H',
    'W',
    'C',
  ]);

  await test.step('the overview moves the view', async () => {
    const map = page.locator('.react-flow__minimap');
    await expect(map).toBeVisible();
    const before = await designer.boxOf(designer.node('conv2d-1'));
    const box = await designer.boxOf(map);
    await designer.dragBy(box.x + box.width / 2, box.y + box.height / 2, 20, 0);
    await expect
      .poll(async () => (await designer.boxOf(designer.node('conv2d-1'))).x)
      .toBeLessThan(before.x - 20);
  });
});

test('a bypassed layer is left out of what trains', async ({ app }) => {
  const { page, home } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('Iris flowers');
  await designer.selectNothing();
  await designer.set('Epochs', '2');
  await expect(page.getByText('131 parameters')).toBeVisible();
  await designer.select('dense-1');
  await page.keyboard.press('b');
  await expect(page.getByText('15 parameters')).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await designer.goTo('Training');
  await expect(page.getByText(/answered correctly/)).toBeVisible({ timeout: 60_000 });
  const [run = ''] = await readdir(join(home, 'runs'));
  const folder = join(home, 'runs', run, 'checkpoints');
  const [file = ''] = await readdir(folder);
  const bytes = await readFile(join(folder, file));
  const header = bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString();
  expect(header).toContain('dense-2');
  expect(header).not.toContain('dense-1');
});

test('no key is lost while something opens or closes', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const analyze = page.getByRole('region', { name: 'Analyze' });
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Empty canvas' })).toBeVisible();
  await designer.drop(LINE);
  await designer.select('flatten');
  await designer.node('flatten').focus();
  const before = await designer.boxOf(designer.node('flatten'));

  await test.step('in a menu of the canvas: arrow keys are its own, and Enter chooses', async () => {
    const lock = page.getByRole('menuitem', { name: /^Lock/ });
    await designer.node('flatten').evaluate(async (card) => {
      const { x: clientX, y: clientY } = card.getBoundingClientRect();
      const event = { bubbles: true, cancelable: true, clientX, clientY };
      card.dispatchEvent(new MouseEvent('contextmenu', event));
      await Promise.resolve();
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', ...event }));
      // Whatever waits to run until the browser is idle may not take the focus away again.
      await new Promise((done) => requestIdleCallback(done));
    });
    await expect(lock).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(designer.node('flatten')).toBeFocused();
    await page.keyboard.press('Shift+F10');
    await page.keyboard.press('ArrowDown');
    await expect(lock).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(designer.node('flatten')).toHaveAttribute('aria-label', /, locked$/);
    await expect(designer.node('flatten')).toBeFocused();
    await page.keyboard.press('l');
    await expect(designer.node('flatten')).toHaveAttribute('aria-label', /no problems$/);
    expect(await designer.boxOf(designer.node('flatten'))).toEqual(before);
  });

  await test.step('in the command palette: what is typed at once, and what is pressed right after', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('show or hide the table');
    await page.keyboard.press('Enter');
    await page.keyboard.press('b');
    await expect(analyze).toBeVisible();
    await expect(designer.node('flatten')).toHaveAttribute('aria-label', /, bypassed$/);
    await page.keyboard.press('b');
    await page.keyboard.press('i');
    await expect(analyze).toBeHidden();
  });

  await test.step('the Escape that closes a dialog leaves what is selected alone', async () => {
    for (const key of ['Control+k', '?']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(designer.node('flatten')).toHaveClass(/selected/);
      await expect(designer.node('flatten')).toBeFocused();
    }
  });

  await test.step('the palette shows each action with its key', async () => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog');
    await expect(sheet).toBeVisible();
    const listed = await sheet.locator('dl').evaluateAll((lists) =>
      lists.slice(0, -1).flatMap((list) =>
        [...list.querySelectorAll('div')].map((row) => ({
          label: row.querySelector('dt')?.textContent ?? '',
          key: row.querySelector('dd')?.firstElementChild?.textContent ?? '',
        })),
      ),
    );
    expect(listed.length).toBeGreaterThan(50);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    const options = page.getByRole('dialog').getByRole('option');
    await expect(options.first()).toBeVisible();
    const offered = new Map(
      await options.evaluateAll((list) =>
        list.map((option) => {
          const [label, , key] = [...option.children].map((part) => part.textContent ?? '');
          return [label ?? '', key ?? ''] as const;
        }),
      ),
    );
    const both = listed.filter(({ label }) => offered.has(label));
    expect(both.length).toBeGreaterThan(35);
    for (const { label, key } of both) expect(`${label} ${offered.get(label)}`).toBe(`${label} ${key}`);
    await page.keyboard.press('Escape');
  });
});

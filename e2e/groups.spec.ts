/** Groups and blocks in a real browser: famous networks read as blocks, and people make and keep their own. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from '../core/document/read.ts';
import type { NetworkDocument } from '../core/document/schema.ts';
import { type App, expect, test } from './app.ts';
import { Designer } from './designer.ts';

/** The project on disk, once it is saved and as it should be. */
async function savedProject(app: App, when: (document: NetworkDocument) => boolean) {
  let found: NetworkDocument | undefined;
  await expect
    .poll(async () => {
      const folder = join(app.home, 'projects');
      const [file = ''] = await readdir(folder).catch((): string[] => []);
      const text = await readFile(join(folder, file), 'utf8').catch(() => '{}');
      const read = parseDocument(JSON.parse(text));
      found = read.ok && when(read.value) ? read.value : undefined;
      return found !== undefined;
    })
    .toBe(true);
  if (!found) throw new Error('The project was not saved.');
  return found;
}

const cards = (designer: Designer) => designer.page.locator('.react-flow__node-group-card');
const card = (designer: Designer, name: string) => cards(designer).filter({ hasText: name });
const announced = (designer: Designer, text: string) =>
  expect(designer.page.getByRole('status').filter({ hasText: text })).toHaveCount(1);

test('ResNet-152 reads as five blocks, which can be gone into and opened', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('ResNet-152');

  await expect(cards(designer)).toHaveCount(5);
  await expect(page.locator('.react-flow__node')).toHaveCount(10);
  await expect(page.locator('.react-flow__edge')).toHaveCount(9);
  await expect(card(designer, 'conv4_x')).toContainText('362 layers');
  await expect(card(designer, 'conv4_x')).toContainText('14 × 14 × 1024');
  await expect(card(designer, 'conv4_x')).toHaveAttribute(
    'aria-label',
    'Collapsed group conv4_x, 362 layers, output 14 × 14 × 1024, no problems',
  );

  await test.step('go into a stage and into a block of it', async () => {
    await card(designer, 'conv3_x').dblclick();
    await expect(cards(designer)).toHaveCount(8);
    await announced(designer, 'Inside conv3_x, 82 layers.');
    await card(designer, 'Block 3.2').dblclick();
    await expect(cards(designer)).toHaveCount(0);
    await expect(page.locator('.react-flow__node-layer')).toHaveCount(10);
    await expect(page.getByText('Conv 3.2b')).toBeVisible();
  });

  await test.step('what enters and leaves is named at the edges, and leads there and back', async () => {
    const stubs = page.locator('.react-flow__node-group-stub');
    const entering = stubs.filter({ hasText: /^from / });
    await expect(entering).toHaveCount(1);
    await expect(stubs.filter({ hasText: /^to / }).first()).toBeVisible();
    const name = ((await entering.textContent()) ?? '').replace('from ', '');
    await entering.getByRole('button').click();
    await expect(designer.inspector.getByLabel('Name', { exact: true })).toHaveValue(name);
    const trail = page.getByRole('navigation', { name: 'Groups around what is shown' });
    await expect(trail.getByRole('button')).toHaveText(['ResNet-152', 'conv3_x', 'Block 3.1']);
    await stubs
      .filter({ hasText: /^to .*3\.2/ })
      .first()
      .getByRole('button')
      .click();
    await expect(trail.getByRole('button')).toHaveText(['ResNet-152', 'conv3_x', 'Block 3.2']);
  });

  await test.step('come back by the trail', async () => {
    const trail = page.getByRole('navigation', { name: 'Groups around what is shown' });
    await expect(trail.getByRole('button')).toHaveText(['ResNet-152', 'conv3_x', 'Block 3.2']);
    await trail.getByRole('button', { name: 'conv3_x' }).click();
    await expect(cards(designer)).toHaveCount(8);
    await trail.getByRole('button', { name: 'ResNet-152' }).click();
    await expect(cards(designer)).toHaveCount(5);
    await expect(trail).toHaveCount(0);
  });

  await test.step('open one in place: its neighbours make room, and come back', async () => {
    const before = await card(designer, 'conv3_x').boundingBox();
    await page.getByRole('button', { name: 'Expand conv2_x' }).click();
    await expect(cards(designer)).toHaveCount(7);
    await expect(page.locator('.react-flow__node-group-frame')).toHaveCount(1);
    await announced(designer, 'Expanded conv2_x.');
    await designer.canvas.press('f');
    await page.getByRole('button', { name: 'Collapse conv2_x' }).click();
    await expect(cards(designer)).toHaveCount(5);
    await designer.canvas.press('f');
    await expect
      .poll(async () => Math.round((await card(designer, 'conv3_x').boundingBox())?.width ?? 0))
      .toBeLessThanOrEqual(Math.round((before?.width ?? 0) * 1.11));
  });
});

test('from afar a group opens with a click, and its name lies above the links', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await page.setViewportSize({ width: 1024, height: 700 });
  await app.open();
  await designer.openTemplate('ResNet-18');
  const expand = page.getByRole('button', { name: 'Expand conv2_x' });
  const words = page.locator('.react-flow__edgelabel-renderer').getByText('conv2_x', { exact: true });
  await expect(card(designer, 'conv2_x').locator('[data-detail="compact"]')).toBeVisible();
  await expect(expand).toBeHidden();

  await test.step('inside it no comment is offered: comments lie on the whole sheet', async () => {
    await card(designer, 'conv2_x').dblclick();
    await expect(cards(designer).filter({ hasText: 'Block 2.1' })).toHaveCount(1);
    await designer.selectNothing();
    await page.keyboard.press('n');
    await page.keyboard.press('Shift+g');
    await expect(card(designer, 'conv3_x')).toBeVisible();
    await expect(page.locator('.react-flow__node-note')).toHaveCount(0);
  });

  await designer.selectNothing();
  await designer.rest();
  await card(designer, 'conv2_x').hover();
  await expect(words).toHaveCount(0);
  await expand.click();
  await expect(card(designer, 'conv2_x')).toHaveCount(0);
  await expect(words).toBeVisible();
});

test('layers are grouped, collapsed, renamed, moved and taken apart, each in one step of undo', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('LeNet-5');
  const layers = await page.locator('.react-flow__node').count();

  await designer.select('conv2d-2');
  await designer.node('activation-2').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  await expect(page.locator('.react-flow__node-group-frame')).toHaveCount(1);
  await announced(designer, 'Grouped 2 layers as Block.');
  await designer.set('Name', 'Look');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Collapse Look' }).click();
  await expect(card(designer, 'Look')).toContainText('2 layers');
  await expect(page.locator('.react-flow__node')).toHaveCount(layers - 1);

  await test.step('moving the card moves the layers in it', async () => {
    const before = await savedProject(app, ({ groups }) => groups[0]?.collapsed === true);
    await card(designer, 'Look').click();
    await card(designer, 'Look').focus();
    await page.keyboard.press('Shift+ArrowDown');
    const after = await savedProject(app, ({ layers: now }) =>
      now.some(({ id, position }) => {
        const was = before.layers.find((layer) => layer.id === id);
        return was && was.position.y !== position.y;
      }),
    );
    const moved = after.layers.filter(
      ({ position }, index) => position.y !== before.layers[index]?.position.y,
    );
    expect(moved.map(({ id }) => id)).toEqual(['conv2d-2', 'activation-2']);
  });

  await test.step('a problem inside is marked on the card, and leads into it', async () => {
    await page.getByRole('button', { name: 'Expand Look' }).click();
    await designer.select('conv2d-2');
    await designer.set('Kernel size, height', '99');
    await page.getByRole('button', { name: 'Collapse Look' }).click();
    await expect(card(designer, 'Look')).toHaveAttribute('aria-label', /1 problem inside/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Collapse Look' }).click();
    await expect(card(designer, 'Look')).toHaveAttribute('aria-label', /no problems/);
  });

  await card(designer, 'Look').click();
  await page.keyboard.press('Control+Shift+g');
  await expect(cards(designer)).toHaveCount(0);
  await expect(page.locator('.react-flow__node')).toHaveCount(layers);
  await page.keyboard.press('Control+z');
  await expect(card(designer, 'Look')).toHaveCount(1);
  await card(designer, 'Look').click();
  await page.keyboard.press('Delete');
  await expect(page.locator('.react-flow__node')).toHaveCount(layers - 2);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(layers - 1);
});

test('a block is dropped on a link, repeated, kept in the palette and used again', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const palette = page.getByRole('region', { name: 'Layers' });
  await app.open();
  await designer.openTemplate('LeNet-5');

  await test.step('a residual block takes the number of filters that arrive', async () => {
    const link = page.locator('.react-flow__edge').nth(1);
    const box = await link.boundingBox();
    const canvas = await designer.canvas.boundingBox();
    if (!box || !canvas) throw new Error('The link is not on the screen.');
    await palette.getByRole('button', { name: 'Residual block', exact: true }).dragTo(designer.canvas, {
      targetPosition: { x: box.x + box.width / 2 - canvas.x, y: box.y + box.height / 2 - canvas.y },
    });
    await expect(card(designer, 'Residual block')).toContainText('× 6');
    await expect(page.getByRole('button', { name: /No problems/ })).toBeVisible();
  });

  await test.step('its numbers can still be changed', async () => {
    await designer.set('Filters', '12');
    await expect(card(designer, 'Residual block')).toContainText('× 12');
    await designer.set('Filters', '6');
    await expect(card(designer, 'Residual block')).toContainText('× 6');
  });

  await test.step('it is repeated in a row', async () => {
    await designer.set('Times', '3');
    await designer.inspector.getByRole('button', { name: 'Repeat in a row' }).click();
    await expect(cards(designer)).toHaveCount(3);
    await expect(card(designer, 'Residual block 3')).toHaveCount(1);
    await expect(page.getByRole('button', { name: /No problems/ })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(cards(designer)).toHaveCount(1);
  });

  await test.step('it is kept in the palette under a name of its own', async () => {
    await card(designer, 'Residual block').click();
    await designer.set('Name', 'My block');
    await designer.inspector.getByRole('button', { name: 'Save as a block in the palette' }).click();
    await expect(palette.getByRole('button', { name: 'My block', exact: true })).toBeVisible();
    expect(await readdir(join(app.home, 'blocks'))).toEqual(['my-block.json']);
  });

  await test.step('it is there after a restart, and goes into another network', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'New or open…' }).click();
    const templates = page.getByRole('region', { name: 'Templates' });
    await templates.getByRole('button', { name: 'Open LeNet-5' }).click();
    await designer.select('conv2d-2');
    await palette.getByRole('button', { name: 'My block', exact: true }).click();
    await expect(card(designer, 'My block')).toContainText('7 layers');
  });

  await test.step('it is renamed and deleted', async () => {
    await palette.getByRole('button', { name: 'What to do with the block My block' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'New name of the block My block' }).fill('Better');
    await page.keyboard.press('Enter');
    await expect(palette.getByRole('button', { name: 'Better', exact: true })).toBeVisible();
    await palette.getByRole('button', { name: 'What to do with the block Better' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(palette.getByRole('button', { name: 'Better', exact: true })).toHaveCount(0);
    expect(await readdir(join(app.home, 'blocks'))).toEqual([]);
  });
});

test('groups are made, walked and left with the keyboard alone', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('ResNet-18');
  await card(designer, 'conv2_x').focus();
  await page.keyboard.press('Enter');
  await expect(card(designer, 'conv2_x')).toHaveClass(/selected/);
  await page.keyboard.press('g');
  await announced(designer, 'Inside conv2_x, 15 layers.');
  await expect(cards(designer)).toHaveCount(2);

  await card(designer, 'Block 2.1').focus();
  await page.keyboard.press('Control+ArrowRight');
  await expect(card(designer, 'Block 2.2')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('e');
  await announced(designer, 'Expanded Block 2.2.');
  await page.keyboard.press('e');
  await expect(cards(designer)).toHaveCount(2);

  await page.keyboard.press('Shift+g');
  await announced(designer, 'The whole network is shown.');
  await expect(cards(designer)).toHaveCount(5);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Type a command or a layer' }).fill('expand all');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node-group-frame').first()).toBeVisible();
  await expect(cards(designer)).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('f');
  await page.keyboard.press('Control+z');
  await expect(cards(designer)).toHaveCount(5);
  await expect(page.locator('.react-flow__edge-path')).toHaveCount(9);
});

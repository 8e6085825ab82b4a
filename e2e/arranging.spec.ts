/** Where things stand on the sheet: menus, lining up, guide lines, break points. */
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('offers what can be done with a layer, a link and the sheet in menus', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 200, 200);
  await designer.drag('Dense', 480, 300);
  await designer.link('input-1', 'dense-1');

  await test.step('a layer: the menu shows its keys and acts on what was pointed at', async () => {
    await designer.node('dense-1').click({ button: 'right' });
    const menu = page.getByRole('menu', { name: 'Actions for what is selected' });
    await expect(menu.getByRole('menuitem', { name: /^Bypass/ })).toContainText('B');
    await expect(menu.getByRole('menuitem', { name: /^Connect the two/ })).toHaveCount(0);
    await menu.getByRole('menuitem', { name: /^Lock/ }).click();
    await expect(designer.node('dense-1')).toHaveAttribute('aria-label', /, locked$/);
    await page.keyboard.press('l');
  });

  await test.step('several layers: one edge for all, from the menu of a menu, in one step', async () => {
    const drawn = await designer.boxOf(designer.node('dense-1'));
    await page.keyboard.press('Control+a');
    await designer.node('dense-1').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Align and distribute' }).hover();
    await page.getByRole('menuitem', { name: /^Align top edges/ }).click();
    await expect
      .poll(async () => (await designer.boxOf(designer.node('dense-1'))).y)
      .toBe((await designer.boxOf(designer.node('input-1'))).y);
    const box = () => designer.boxOf(designer.node('dense-1'));
    await page.keyboard.press('Control+z');
    await expect.poll(box).toEqual(drawn);
    await page.keyboard.press('Alt+a');
    await expect.poll(async () => (await box()).x).toBeLessThan(drawn.x);
    await page.keyboard.press('Control+z');
    await expect.poll(box).toEqual(drawn);
  });

  await test.step('the sheet: a comment comes where the pointer was', async () => {
    await designer.canvas.click({ button: 'right', position: { x: 300, y: 480 } });
    await page.getByRole('menuitem', { name: /^Add a comment/ }).click();
    await page.keyboard.type('here');
    await page.keyboard.press('Escape');
    const comment = await designer.boxOf(page.locator('.react-flow__node[aria-label="Comment: here"]'));
    const sheet = await designer.boxOf(designer.canvas);
    expect(Math.abs(comment.x + comment.width / 2 - sheet.x - 300)).toBeLessThan(6);
  });

  await test.step('by the keyboard alone', async () => {
    await designer.node('input-1').focus();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu', { name: 'Actions for what is selected' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  });
});

test('shows guide lines while dragging, and rests on them', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 200, 200);
  await designer.drag('Dense', 500, 330);
  const fixed = await designer.boxOf(designer.node('input-1'));
  const moved = await designer.boxOf(designer.node('dense-1'));
  const guide = page.locator('[data-axis="y"]');

  await page.mouse.move(moved.x + 60, moved.y + 20);
  await page.mouse.down();
  await page.mouse.move(moved.x + 62, moved.y + 20);
  await page.mouse.move(moved.x + 100, fixed.y + 23, { steps: 5 });
  await expect(guide).toHaveCount(3);
  await page.mouse.up();
  await expect(guide).toHaveCount(0);
  await expect.poll(async () => (await designer.boxOf(designer.node('dense-1'))).y).toBe(fixed.y);
});

test('bends a link at break points, which are part of the document', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.drag('Input', 160, 200);
  await designer.drag('Dense', 640, 200);
  await designer.link('input-1', 'dense-1');
  const line = page.locator('.react-flow__edge-path');
  const straight = await line.getAttribute('d');
  const sheet = await designer.boxOf(designer.canvas);
  const handle = page.getByRole('button', { name: /^Break point/ });

  await page.mouse.dblclick(sheet.x + 400, sheet.y + 200);
  await expect(handle).toHaveCount(1);
  await designer.dragBy(sheet.x + 400, sheet.y + 200, 0, 120);
  const bent = await line.getAttribute('d');
  expect(bent).not.toBe(straight);
  await page.keyboard.press('Control+z');
  await expect(handle).toHaveCount(1);
  await page.keyboard.press('Control+y');
  await expect(line).toHaveAttribute('d', bent ?? '');

  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await expect(line).not.toHaveAttribute('d', bent ?? '');
  await page.keyboard.press('Delete');
  await expect(line).toHaveAttribute('d', straight ?? '');
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
});

test('tidies up all or the selection, in both directions, as one step', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  const placed = [
    ['Input', 'input-1', 700, 120],
    ['Dense', 'dense-1', 160, 420],
    ['Softmax', 'softmax-1', 460, 300],
  ] as const;
  for (const [title, , x, y] of placed) await designer.drag(title, x, y);
  await designer.link('input-1', 'dense-1');
  await designer.link('dense-1', 'softmax-1');
  await designer.selectNothing();
  const boxes = () => Promise.all(placed.map(([, id]) => designer.boxOf(designer.node(id))));
  const drawn = await boxes();

  await page.keyboard.press('t');
  await expect.poll(async () => new Set((await boxes()).map(({ y }) => y)).size).toBe(1);
  const [a, b, c] = await boxes();
  expect(a && b && c && a.x < b.x && b.x < c.x).toBe(true);

  await page.keyboard.press('Shift+T');
  await expect.poll(async () => new Set((await boxes()).map(({ x }) => x)).size).toBe(1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').filter({ hasText: 'could not be tidied' })).toHaveCount(0);
  const heights = (list: readonly { y: number }[]) => list.map(({ y }) => y - (list[0]?.y ?? 0));
  const scale = ((await boxes())[0]?.width ?? 1) / (drawn[0]?.width ?? 1);
  const wanted = heights(drawn).map((y) => y * scale);
  heights(await boxes()).forEach((y, index) => {
    expect(Math.abs(y - (wanted[index] ?? 0))).toBeLessThan(2);
  });

  await designer.select('dense-1');
  await designer.node('softmax-1').click({ modifiers: ['Shift'] });
  const before = await boxes();
  await page.keyboard.press('Alt+t');
  await expect.poll(async () => (await boxes())[1]?.y === (await boxes())[2]?.y).toBe(true);
  expect((await boxes())[0]).toEqual(before[0]);
});

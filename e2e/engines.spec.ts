/** The menu of what training runs on: it tests, tests again without losing the focus, and lets one be chosen. */
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('shows what works here and why the rest does not, tests again, and lets an engine be chosen', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.openTemplate('XOR');
  let tests = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/engines.list')) tests += 1;
  });
  const target = page.getByRole('button', { name: 'Trains on: Processor' });
  await target.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  const processor = menu.getByRole('menuitem', { name: /^Processor/ });
  const again = menu.getByRole('menuitem').last();

  await test.step('the first opening tests, and says so', async () => {
    await expect(menu).toBeVisible();
    await expect(processor).toContainText(/samples\/s/, { timeout: 90_000 });
    await expect(processor).toHaveAttribute('aria-current', 'true');
    await expect(again).toHaveText('Test again');
    // Each engine that does not work has its reason.
    for (const other of await menu.locator('div[class*=other]').all()) {
      expect((await other.innerText()).length).toBeGreaterThan(20);
    }
  });

  await test.step('testing again keeps the menu, the list and the focus', async () => {
    await page.keyboard.press('End');
    await expect(again).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(again).toHaveText(/^Testing/);
    await expect(again).toBeFocused();
    await expect(processor).toBeVisible();
    // Pressed once more, it does not start a second test.
    await page.keyboard.press('Enter');
    await expect(again).toHaveText('Test again', { timeout: 90_000 });
    await expect(again).toBeFocused();
    expect(tests).toBe(2);
  });

  await test.step('choosing closes the menu, and the focus is where it was', async () => {
    await page.keyboard.press('Home');
    await expect(processor).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(menu).toBeHidden();
    await expect(target).toBeFocused();
  });

  await test.step('what is known is there at once the next time', async () => {
    await target.click();
    await expect(processor).toContainText(/samples\/s/, { timeout: 2000 });
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
  });
});

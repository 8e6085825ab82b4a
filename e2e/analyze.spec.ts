/** The table of layers: figures, order, the way to a layer, and a network with an error in it. */
import { expect, test } from './app.ts';
import { Designer } from './designer.ts';

test('the table lists what layers hold and see, sorts, and leads to a layer', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open();
  const designer = new Designer(app.page);
  await designer.openTemplate('AlexNet');
  await app.page.getByRole('button', { name: 'Analyze', exact: true }).click();
  const panel = app.page.getByRole('region', { name: 'Analyze' });
  const conv = panel.getByRole('row', { name: /34,944/ });
  await expect(conv).toContainText('55 H × 55 W × 96 C');
  await expect(conv).toContainText('11 × 11');
  await expect(conv.getByRole('img', { name: 'Ready for ONNX' })).toBeVisible();
  await expect(panel.getByRole('row', { name: /^Total/ })).toContainText('62,378,344');

  await panel.getByRole('button', { name: 'Parameters' }).click();
  await expect(panel.getByRole('columnheader', { name: 'Parameters' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const first = panel.getByRole('row').nth(1);
  await expect(first).toContainText('37,752,832');
  await first.getByRole('button').click();
  await expect(designer.inspector).toContainText('37,752,832');

  await panel.getByRole('button', { name: 'Copy as CSV' }).click();
  const copied = await app.page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')[1]).toContain(',37752832,');

  await app.page
    .getByRole('button', { name: /problem/i })
    .first()
    .click();
  await expect(panel).toBeHidden();
});

test('the rest of the table stands while a layer is in error', async ({ app }) => {
  await app.open();
  const designer = new Designer(app.page);
  await designer.startEmpty();
  await designer.drag('Input', 120, 120);
  await designer.drag('Conv2D', 360, 120);
  await designer.link('input-1', 'conv2d-1');
  await designer.select('input-1');
  await designer.set('Shape', '5');
  await app.page.getByRole('button', { name: 'Analyze', exact: true }).click();
  const panel = app.page.getByRole('region', { name: 'Analyze' });
  await expect(panel.getByRole('row', { name: /^conv2d-1/ })).toContainText('?');
  await expect(
    panel.getByRole('row', { name: /^conv2d-1/ }).getByRole('img', { name: 'Not ready for ONNX' }),
  ).toBeVisible();
  await designer.set('Shape', '8 x 8 x 1');
  await expect(panel.getByRole('row', { name: /^conv2d-1/ })).toContainText('6 H × 6 W × 32 C');
  await expect(panel.getByRole('row', { name: /^Total/ })).toContainText('320');
});

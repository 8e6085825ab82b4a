/** Mistakes explain themselves: each problem names what is at odds, and its buttons show what they would change. */
import type { NetworkDocument } from '../core/document/schema.ts';
import { chain, draw, withGroup } from '../core/testing/draw.ts';
import { type App, expect, test } from './app.ts';
import { Designer } from './designer.ts';

const onDigits = (name: string, network: NetworkDocument): NetworkDocument => ({
  ...network,
  name,
  dataset: { source: 'builtin:digits' },
});

const IMAGE = { type: 'Input', params: { shape: [8, 8, 1] } };
const conv = (id: string, filters: number, padding: 'same' | 'valid') => ({
  type: 'Conv2D',
  id,
  params: { filters, kernelSize: [3, 3], padding },
});
const ENDING = ['Flatten', { type: 'Dense', params: { units: 10 } }, 'Softmax', 'Output'] as const;
const END = ['flatten>dense', 'dense>softmax', 'softmax>output'];

interface Mistake {
  readonly network: NetworkDocument;
  /** What the problem says. */
  readonly says: RegExp;
  readonly fix: string;
  /** In the drawing of what would change, before it is applied. */
  readonly ghost: readonly string[];
  readonly layers: number;
  readonly links: number;
}

const MISTAKES: readonly Mistake[] = [
  {
    network: onDigits(
      'Projection',
      draw(
        [IMAGE, conv('wide', 16, 'same'), conv('narrow', 8, 'same'), 'Add', ...ENDING],
        ['input>wide', 'input>narrow', 'wide>add', 'narrow>add', 'add>flatten', ...END],
      ),
    ),
    says: /"add" adds value to value.* the first is 8 × 8 × 16 and "narrow" gives 8 × 8 × 8\./,
    fix: 'Insert 1 × 1 Conv2D with 16 filters',
    ghost: ['new', '8 × 8 × 16'],
    layers: 1,
    links: 1,
  },
  {
    network: onDigits(
      'Padding',
      draw(
        [IMAGE, conv('whole', 8, 'same'), conv('cut', 8, 'valid'), 'Add', ...ENDING],
        ['input>whole', 'input>cut', 'whole>add', 'cut>add', 'add>flatten', ...END],
      ),
    ),
    says: /the first is 8 × 8 × 8 and "cut" gives 6 × 6 × 8\./,
    fix: 'Set padding to "same" in "cut"',
    ghost: ['changed', '8 × 8 × 8'],
    layers: 0,
    links: 0,
  },
  {
    network: onDigits(
      'Reshape',
      draw(
        [
          IMAGE,
          conv('image', 8, 'same'),
          'GlobalAveragePooling2D',
          { type: 'Dense', id: 'gate', params: { units: 8 } },
          'Multiply',
          ...ENDING,
        ],
        [
          'input>image',
          'image>globalaveragepooling2d',
          'globalaveragepooling2d>gate',
          'image>multiply',
          'gate>multiply',
          'multiply>flatten',
          ...END,
        ],
      ),
    ),
    says: /"gate" gives 8\./,
    fix: 'Insert Reshape to 1 × 1 × 8',
    ghost: ['new', '1 × 1 × 8'],
    layers: 1,
    links: 1,
  },
  {
    network: onDigits(
      'Link',
      draw(
        [IMAGE, conv('one', 8, 'same'), conv('other', 4, 'valid'), 'Add', ...ENDING],
        ['input>one', 'input>other', 'one>add', 'other>add', 'add>flatten', ...END],
      ),
    ),
    says: /the first is 8 × 8 × 8 and "other" gives 6 × 6 × 4\./,
    fix: 'Remove the link that does not fit',
    ghost: [],
    layers: 0,
    links: -1,
  },
  {
    network: onDigits(
      'Classes',
      chain(IMAGE, 'Flatten', { type: 'Dense', params: { units: 7 } }, 'Softmax', 'Output'),
    ),
    says: /"output" receives 7 numbers for each sample, but the field "label" has 10 classes/,
    fix: 'Set the units of "dense" to 10',
    ghost: ['changed', '10'],
    layers: 0,
    links: 0,
  },
  {
    network: onDigits(
      'No softmax',
      chain(IMAGE, 'Flatten', { type: 'Dense', params: { units: 10 } }, 'Output'),
    ),
    says: /takes probabilities that sum to 1, but "dense" does not give such/,
    fix: 'Insert Softmax',
    ghost: ['new', '10'],
    layers: 1,
    links: 1,
  },
  {
    network: onDigits(
      'Loss',
      chain(IMAGE, 'Flatten', { type: 'Dense', params: { units: 10 } }, 'Softmax', {
        type: 'Output',
        params: { loss: 'meanSquaredError' },
      }),
    ),
    says: /"output" compares the classes of "label" with mean squared error/,
    fix: 'Use categorical crossentropy',
    ghost: ['changed'],
    layers: 0,
    links: 0,
  },
];

const problemsOf = (app: App) => app.page.getByRole('region', { name: 'Problems' });

test('each problem has a button that shows what it would change, and changes that in one step', async ({
  app,
}) => {
  const { page } = app;
  const designer = new Designer(page);
  const ghost = page.locator('[data-fix-ghost]');
  const nodes = page.locator('.react-flow__node');
  const links = page.locator('.react-flow__edge');
  const summary = page.getByRole('status').filter({ hasText: /^(?=.*(would be left|would answer))/ });
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Empty canvas' })).toBeVisible();

  for (const [index, { network, says, fix, ghost: shown, ...change }] of MISTAKES.entries()) {
    await test.step(`${network.name}: ${fix}`, async () => {
      await designer.drop(network);
      const before = { layers: network.layers.length, links: network.links.length };
      await expect(nodes).toHaveCount(before.layers);
      if (index === 0) await page.keyboard.press('p');
      const article = problemsOf(app).getByRole('article').filter({ hasText: says });
      await expect(article).toHaveCount(1);
      const button = article.getByRole('button', { name: fix });
      await page.mouse.move(720, 300);
      await button.hover();
      await expect(ghost).toHaveCount(1);
      for (const text of shown) await expect(ghost).toContainText(text);
      await expect(summary).toHaveCount(1);
      await expect(nodes).toHaveCount(before.layers);
      await expect(links).toHaveCount(before.links);

      await button.click();
      await expect(article).toHaveCount(0);
      await expect(ghost).toHaveCount(0);
      await expect(nodes).toHaveCount(before.layers + change.layers);
      await expect(links).toHaveCount(before.links + change.links);
      await page.keyboard.press('Control+z');
      await expect(article).toHaveCount(1);
      await expect(nodes).toHaveCount(before.layers);
      await page.keyboard.press('Control+y');
      await expect(article).toHaveCount(0);
    });
  }
});

test('a problem inside a collapsed group is mended from outside, where the group stands', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  const [padding] = MISTAKES.filter(({ fix }) => fix.startsWith('Set padding'));
  if (!padding) throw new Error('No such mistake.');
  await app.open();
  await expect(page.getByRole('button', { name: 'Open Empty canvas' })).toBeVisible();
  await designer.drop(withGroup(padding.network, 'branches', ['whole', 'cut', 'add'], { collapsed: true }));
  const card = page.locator('.react-flow__node-group-card');
  await expect(card).toHaveAttribute('aria-label', /1 problem inside/);
  await page.keyboard.press('p');
  const button = problemsOf(app).getByRole('button', { name: padding.fix });
  await button.hover();
  const frame = page.locator('[data-fix-ghost] [data-kind="changed"]');
  await expect(frame).toHaveCount(1);
  const [around, inside] = [await designer.boxOf(frame), await designer.boxOf(card)];
  expect(Math.abs(around.x - inside.x)).toBeLessThan(12);
  expect(Math.abs(around.y - inside.y)).toBeLessThan(12);
  await button.click();
  await expect(card).toHaveAttribute('aria-label', /no problems/);
});

test('the data settles the units and the loss of what is added', async ({ app }) => {
  const { page } = app;
  const designer = new Designer(page);
  await app.open();
  await designer.startEmpty();
  await designer.choose('Dataset', 'Handwritten digits');
  await expect(designer.inspector).toContainText('1,797 samples');
  for (const [title, id] of [
    ['Input', 'input-1'],
    ['Flatten', 'flatten-1'],
    ['Dense', 'dense-1'],
    ['Softmax', 'softmax-1'],
    ['Output', 'output-1'],
  ] as const) {
    await page
      .getByRole('region', { name: 'Layers' })
      .getByRole('button', { name: title, exact: true })
      .click();
    await expect(designer.node(id)).toHaveClass(/selected/);
  }
  await expect(designer.node('input-1')).toHaveAttribute('aria-label', /output 8 × 8 × 1/);
  await expect(designer.node('dense-1')).toHaveAttribute('aria-label', /output 10/);
  await expect(designer.inspector.getByLabel('Loss', { exact: true })).toHaveValue('categoricalCrossentropy');
  await expect(page.getByRole('button', { name: /No problems/ })).toBeVisible();
});

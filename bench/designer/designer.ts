/**
 * What a drawing of 2,000 layers costs the main thread of a real browser: `npm run bench:designer`. `LAYERS=500`
 * draws fewer, `ROUNDS=5` repeats more often, `ONLY=drag` leaves out other gestures, `PROFILE=20` lists functions.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeDocument } from '../../core/document/read.ts';
import { type App, expect, test } from '../../e2e/app.ts';
import { Designer } from '../../e2e/designer.ts';
import { CARD, largeNetwork, STEP } from './large-network.ts';
import { profiled } from './profile.ts';
import { type Task, traced } from './trace.ts';

const LAYERS = Number(process.env.LAYERS ?? 2000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** How many functions are listed for each gesture; a profiled run gives no figures worth keeping. */
const PROFILE = Number(process.env.PROFILE ?? 0);
/** Only gestures whose name holds this. */
const ONLY = process.env.ONLY ?? '';
/** Of the pointer, in each gesture. */
const MOVES = 60;
const FRAME = 16;

interface Gesture {
  readonly name: string;
  /** Brings everything into place for it. Not measured. */
  prepare?(page: Page, designer: Designer): Promise<void>;
  act(page: Page, designer: Designer): Promise<void>;
}

/** A layer in the middle of the view, and one whose shape all others follow. */
const MIDDLE = 'conv2d-1';
const FIRST = 'input-0';

async function sweep(page: Page, from: { x: number; y: number }, dx: number, dy: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let move = 1; move <= MOVES; move++) {
    await page.mouse.move(from.x + (dx * move) / MOVES, from.y + (dy * move) / MOVES);
    await page.waitForTimeout(FRAME);
  }
  await page.mouse.up();
}

async function closeUp(page: Page, designer: Designer): Promise<void> {
  await designer.selectNothing();
  await page.keyboard.press('f');
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find layers' }).fill(FIRST);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(designer.node(FIRST)).toBeVisible();
  await page.waitForTimeout(400);
}

async function overview(page: Page, designer: Designer): Promise<void> {
  await designer.selectNothing();
  await page.keyboard.press('f');
  await page.waitForTimeout(600);
}

/** The lower right part of the sheet, where no layer or tool lies. */
async function emptySpot(designer: Designer): Promise<{ x: number; y: number }> {
  const box = await designer.boxOf(designer.canvas);
  return { x: box.x + 30, y: box.y + 60 };
}

async function wheel(page: Page, designer: Designer): Promise<void> {
  const box = await designer.boxOf(designer.canvas);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const by of [-60, 60]) {
    for (let move = 0; move < MOVES / 2; move++) {
      await page.mouse.wheel(0, by);
      await page.waitForTimeout(FRAME);
    }
  }
}

async function dragLayer(page: Page, designer: Designer, id: string): Promise<void> {
  const box = await designer.boxOf(designer.node(id));
  await sweep(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, 120, 160);
  await page.keyboard.press('Control+z');
}

/** From far away a layer is found by its place alone. */
async function dragFromAfar(page: Page, designer: Designer): Promise<void> {
  const box = await designer.boxOf(designer.canvas);
  const { zoom, x, y } = await designer.canvas.locator('.react-flow__viewport').evaluate((element) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
    return { zoom: a, x: e, y: f };
  });
  const from = {
    x: box.x + x + (20 * STEP.x + CARD.width / 2) * zoom,
    y: box.y + y + (5 * STEP.y + CARD.height / 2) * zoom,
  };
  await sweep(page, from, 120, 160);
  await page.keyboard.press('Control+z');
}

const GESTURES: readonly Gesture[] = [
  {
    name: 'pan, close up',
    prepare: closeUp,
    act: async (page, designer) => sweep(page, await emptySpot(designer), 300, 200),
  },
  {
    name: 'pan, all in view',
    prepare: overview,
    act: async (page, designer) => sweep(page, await emptySpot(designer), 300, 200),
  },
  { name: 'zoom, close up', prepare: closeUp, act: wheel },
  { name: 'zoom, from all in view', prepare: overview, act: wheel },
  {
    name: 'drag a layer',
    prepare: closeUp,
    act: (page, designer) => dragLayer(page, designer, MIDDLE),
  },
  {
    name: 'drag all layers',
    prepare: async (page, designer) => {
      await closeUp(page, designer);
      await page.keyboard.press('Control+a');
      await page.waitForTimeout(300);
    },
    act: (page, designer) => dragLayer(page, designer, MIDDLE),
  },
  { name: 'drag a layer, all in view', prepare: overview, act: dragFromAfar },
  {
    name: 'drag all layers, all in view',
    prepare: async (page, designer) => {
      await overview(page, designer);
      await page.keyboard.press('Control+a');
      await page.waitForTimeout(300);
    },
    act: dragFromAfar,
  },
  {
    name: 'select layers',
    prepare: closeUp,
    act: async (_page, designer) => {
      for (const id of [MIDDLE, FIRST, MIDDLE]) await designer.node(id).click();
    },
  },
];

/** Typing: the script of each key by itself. */
interface Typing {
  readonly name: string;
  readonly layer: string;
  readonly field: string;
  readonly keys: string;
}

const TYPINGS: readonly Typing[] = [
  { name: 'type a name', layer: MIDDLE, field: 'Name', keys: 'abcdef' },
  { name: 'type a parameter, one layer changes', layer: MIDDLE, field: 'Kernel size, height', keys: '135' },
  { name: 'type a parameter, all layers change', layer: FIRST, field: 'Shape', keys: '987' },
];

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** `own` figures are the thread's own time, the others that of the clock. */
interface Figures {
  readonly ownLongest: number;
  readonly longest: number;
  readonly longestTask: number;
  readonly ownUsual: number;
}

function figuresOf(tasks: readonly Task[]): Figures {
  const busy = tasks.filter(({ script }) => script > 0.5);
  return {
    ownLongest: Math.max(0, ...tasks.map(({ ownScript }) => ownScript)),
    longest: Math.max(0, ...tasks.map(({ script }) => script)),
    longestTask: Math.max(0, ...tasks.map(({ length }) => length)),
    ownUsual: median(busy.map(({ ownScript }) => ownScript)),
  };
}

function line(name: string, rounds: readonly Figures[]): string {
  const of = (figure: keyof Figures) => median(rounds.map((round) => round[figure])).toFixed(1);
  const all = rounds.map(({ ownLongest }) => ownLongest.toFixed(0)).join(', ');
  const columns = [of('ownLongest'), of('longest'), of('longestTask'), of('ownUsual'), all];
  return `| ${[name, ...columns].join(' | ')} |`;
}

async function openLarge(app: App, grouped: boolean): Promise<Designer> {
  const file = join(app.home, 'large.layerloom.json');
  await writeFile(file, writeDocument(largeNetwork(LAYERS, grouped)));
  await app.open();
  await expect(app.page.getByRole('button', { name: 'Open Empty canvas' })).toBeVisible();
  const chosen = app.page.waitForEvent('filechooser');
  await app.page.keyboard.press('Control+o');
  await (await chosen).setFiles(file);
  const designer = new Designer(app.page);
  await expect(designer.canvas).toBeVisible();
  await app.page.waitForTimeout(4000);
  return designer;
}

for (const grouped of [false, true]) {
  test(`${LAYERS} layers${grouped ? ' in groups, half of them collapsed' : ''}`, async ({ app, browser }) => {
    const { page } = app;
    const designer = await openLarge(app, grouped);
    const lines: string[] = [];
    const chosen = GESTURES.filter(({ name }) => name.includes(ONLY) && !(grouped && /layer/.test(name)));
    for (const { name, prepare, act } of chosen) {
      const rounds: Figures[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await prepare?.(page, designer);
        if (PROFILE > 0) {
          console.log(`${name}\n${await profiled(page, () => act(page, designer), PROFILE)}`);
          continue;
        }
        rounds.push(figuresOf(await traced(browser, page, () => act(page, designer))));
      }
      lines.push(line(name, rounds));
    }
    const typings = grouped ? [] : TYPINGS.filter(({ name }) => name.includes(ONLY));
    for (const { name, layer, field, keys } of typings) {
      const answers: Figures[] = [];
      const followUps: Figures[] = [];
      await closeUp(page, designer);
      await designer.node(layer).click();
      const input = designer.inspector.getByLabel(field, { exact: true });
      for (let round = 0; round < ROUNDS; round++) {
        for (const key of keys) {
          // The first sign gives way to another.
          await input.press('Home');
          await input.press('Shift+ArrowRight');
          await page.waitForTimeout(100);
          const type = async () => {
            await page.keyboard.press(key);
            await page.waitForTimeout(200);
          };
          if (PROFILE > 0) console.log(`${name}\n${await profiled(page, type, PROFILE)}`);
          else {
            const tasks = await traced(browser, page, type);
            answers.push(figuresOf(tasks.filter((task) => task.key)));
            followUps.push(figuresOf(tasks.filter((task) => !task.key)));
          }
        }
        await input.press('Escape');
      }
      lines.push(line(`${name}: the key`, answers), line(`${name}: what follows`, followUps));
    }
    console.log(
      [
        '',
        `${LAYERS} layers, ${grouped ? 'grouped' : 'no groups'}, ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}; medians of ${ROUNDS} rounds, in ms`,
        '| gesture | longest script | by the clock | longest task, by the clock | usual script | longest script of each round |',
        '|---|---|---|---|---|---|',
        ...lines,
      ].join('\n'),
    );
  });
}

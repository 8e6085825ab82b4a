import { readFileSync } from 'node:fs';
import Elk from 'elkjs/lib/elk.bundled.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseDocument } from '../../core/document/read.ts';
import { GroupId, type LayerId, type NetworkDocument } from '../../core/document/schema.ts';
import { type Box, Drawn } from '../groups/drawn.ts';
import { createDocumentStore, type DocumentStore } from '../state/document-store.ts';
import { boxOfLayer } from '../state/frames.ts';
import { addFrame } from '../state/note-edits.ts';
import { planArrange } from './arrange.ts';
import type { LayoutScope } from './layout-graph.ts';

const elk = new Elk();
let store: DocumentStore;
const state = () => store.getState();
const document = () => state().history.document;

function draw(build: (add: (type: string, ...from: LayerId[]) => LayerId) => void): void {
  store = createDocumentStore();
  build((type, ...from) => {
    const id = state().addLayer(type, { kind: 'at', position: { x: 0, y: 0 } });
    for (const source of from) state().connect({ layer: source, port: 'out' }, { layer: id, port: 'in' });
    return id;
  });
}

const drawChain = (length: number) =>
  draw((add) => {
    let last = add('Input');
    for (let index = 1; index < length; index++) last = add('Dense', last);
  });

async function arrange(scope: Partial<LayoutScope> = {}): Promise<void> {
  const commands = await planArrange(document(), { direction: 'right', ...scope }, (graph) =>
    elk.layout(graph),
  );
  state().dispatch('Tidy up', commands);
}

const placeOf = (id: string) => document().layers.find((layer) => layer.id === id)?.position;

function covered({ layers }: NetworkDocument): string[] {
  const boxes = layers.map((layer) => ({ id: layer.id, ...boxOfLayer(layer) }));
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => `${a.id} ${b.id}`),
  );
}

describe('tidying up', () => {
  it('puts a short chain into one row from left to right', async () => {
    drawChain(4);
    await arrange();
    expect(document().layers.map(({ position }) => position)).toEqual(
      [0, 224, 448, 672].map((x) => ({ x, y: 0 })),
    );
  });

  it('puts a chain into one column from top to bottom', async () => {
    drawChain(4);
    await arrange({ direction: 'down' });
    const places = document().layers.map(({ position }) => position);
    expect(new Set(places.map(({ x }) => x)).size).toBe(1);
    expect(places.map(({ y }) => y)).toEqual([0, 1, 2, 3].map((row) => row * 132));
  });

  it('breaks a long chain into rows that begin at the left', async () => {
    drawChain(16);
    await arrange();
    const places = document().layers.map(({ position }) => position);
    expect(new Set(places.map(({ y }) => y)).size).toBe(4);
    expect(places.map(({ x }) => x).slice(0, 5)).toEqual([0, 224, 448, 672, 0]);
  });

  it('puts branches above each other and what merges them behind', async () => {
    draw((add) => {
      const input = add('Input');
      add('Add', add('Dense', input), add('Dense', input));
    });
    await arrange();
    expect(placeOf('dense-1')?.x).toBe(placeOf('dense-2')?.x);
    expect(placeOf('dense-1')?.y).toBeLessThan(placeOf('dense-2')?.y ?? 0);
    expect(placeOf('add-1')?.x).toBeGreaterThan(placeOf('dense-1')?.x ?? 0);
    expect(covered(document())).toEqual([]);
  });

  it('covers nothing with a circle, with loose layers, and with 300 layers', async () => {
    draw((add) => {
      let last = add('Input');
      for (let index = 0; index < 97; index++) {
        const left = add('Dense', last);
        last = add('Add', left, add('Activation', last));
      }
      add('Dense');
      add('Dense');
    });
    state().connect({ layer: 'add-9' as LayerId, port: 'out' }, { layer: 'dense-2' as LayerId, port: 'in' });
    await arrange();
    expect(document().layers.length).toBeGreaterThan(290);
    expect(covered(document())).toEqual([]);
  });

  it('is one step of undo', async () => {
    drawChain(5);
    const before = document();
    await arrange();
    expect(document()).not.toBe(before);
    state().undo();
    expect(document()).toBe(before);
  });
});

describe('tidying up a part', () => {
  beforeEach(() => drawChain(4));

  it('moves only what is chosen, which stays where it begins', async () => {
    const chosen = new Set(['dense-1', 'dense-2'] as LayerId[]);
    state().dispatch('Move', [
      { type: 'move-layers', positions: { 'dense-1': { x: 500, y: 300 }, 'dense-2': { x: 540, y: 320 } } },
    ]);
    await arrange({ chosen });
    expect(placeOf('input-1')).toEqual({ x: 0, y: 0 });
    expect(placeOf('dense-1')).toEqual({ x: 500, y: 300 });
    expect(placeOf('dense-2')).toEqual({ x: 724, y: 300 });
  });

  it('does nothing where nothing is chosen', async () => {
    const before = document();
    await arrange({ chosen: new Set() });
    expect(document()).toBe(before);
  });
});

it('straightens links whose layers move, and lets frames follow what they hold', async () => {
  drawChain(3);
  const [link] = document().links;
  if (!link) throw new Error('There is no link.');
  state().select({ layers: new Set(['dense-1' as LayerId]) });
  state().dispatch('Move', [{ type: 'move-layers', positions: { 'dense-1': { x: 900, y: 700 } } }]);
  addFrame(store, { x: 0, y: 0 });
  state().dispatch('Bend', [{ type: 'bend-link', link: link.id, bends: [{ x: 5, y: 500 }] }]);
  await arrange();
  expect(document().links.map(({ bends }) => bends)).toEqual([undefined, undefined]);
  const [frame] = document().notes;
  expect(frame?.position).toEqual({ x: 224 - 24, y: -60 });
});

it('keeps the contents of an open group together, and moves those of a folded one with its card', async () => {
  drawChain(4);
  const { document: drawn } = state().history;
  const ids = drawn.layers.slice(1, 3).map(({ id }) => id);
  const group = { id: GroupId.parse('group-1'), name: 'Block', layers: ids, collapsed: false };
  const distances = async (collapsed: boolean) => {
    const grouped: NetworkDocument = { ...drawn, groups: [{ ...group, collapsed }] };
    const [move] = await planArrange(grouped, { direction: 'right' }, (graph) => elk.layout(graph));
    if (move?.type !== 'move-layers') throw new Error('Nothing moves.');
    const [a, b] = ids.map((id) => move.positions[id]);
    return a && b && [b.x - a.x, b.y - a.y];
  };
  expect(await distances(false)).toEqual([224, 0]);
  expect(await distances(true)).toEqual([0, 0]);
});

describe('tidying up a famous network', () => {
  const open = (name: string, which: (depth: 'outer' | 'inner') => boolean): NetworkDocument => {
    const text = readFileSync(new URL(`../../templates/${name}.json`, import.meta.url), 'utf8');
    const read = parseDocument(JSON.parse(text));
    if (!read.ok) throw new Error(read.error.message);
    const groups = read.value.groups.map((group) => ({
      ...group,
      collapsed: !which(group.parent === undefined ? 'outer' : 'inner'),
    }));
    return { ...read.value, groups };
  };

  it.each([
    ['resnet18', 'right'],
    ['resnet18', 'down'],
    ['googlenet', 'right'],
    ['unet', 'right'],
  ] as const)('works with the groups of %s open, direction %s', async (name, direction) => {
    for (const which of [() => true, (depth: string) => depth === 'outer']) {
      const network = open(name, which);
      const [move] = await planArrange(network, { direction }, (graph) => elk.layout(graph));
      if (move?.type !== 'move-layers') throw new Error('Nothing moves.');
      const layers = network.layers.map((layer) => ({
        ...layer,
        position: move.positions[layer.id] ?? layer.position,
      }));
      const items = (inside?: GroupId): Box[] =>
        new Drawn({ ...network, layers }).items(inside).map(({ box }) => box);
      expect(overlaps(items())).toBe(0);
      for (const { id, collapsed } of network.groups) if (!collapsed) expect(overlaps(items(id))).toBe(0);
    }
  });
});

function overlaps(boxes: readonly Box[]): number {
  return boxes.filter((a, index) =>
    boxes
      .slice(index + 1)
      .some(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
  ).length;
}

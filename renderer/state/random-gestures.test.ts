/** What a person may do in any order, by chance: every gesture is one step of undo, and every state can be kept. */
import { expect, it } from 'vitest';
import { createRandom, type Random } from '../../core/data/prng.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { LAYERS } from '../../core/layers/registry.ts';
import { randomCommand, some } from '../../core/testing/edits/random-command.ts';
import { expectFresh, expectSaved } from '../../core/testing/edits/saved.ts';
import { pick } from '../../core/testing/fuzz/random-params.ts';
import {
  collapseGroups,
  groupSelection,
  moveSelectionInto,
  repeat,
  takeSelectionOut,
  ungroup,
} from '../groups/group-edits.ts';
import { DIGITS } from '../testing/memory-host.ts';
import { AXES, align, distribute, EDGES } from './align.ts';
import type { Placement } from './document-edits.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { toggleFlag } from './flag-edits.ts';
import { moveCommands } from './frames.ts';
import { addComment, addFrame } from './note-edits.ts';

const GESTURES = Number(process.env.EDITS ?? 1500);
const SEED = Number(process.env.SEED ?? 1);

/** Beyond this many layers most gestures remove some. */
const MANY_LAYERS = 40;

type Gesture = (store: DocumentStore, random: Random) => void;

const stateOf = (store: DocumentStore) => store.getState();
const documentOf = (store: DocumentStore) => store.getState().history.document;

function placement({ links, layers }: NetworkDocument, random: Random): Placement {
  const position = { x: 8 * random.below(200), y: 8 * random.below(100) };
  const link = pick(links, random);
  const layer = pick(layers, random);
  const side = random.uniform() < 0.5 ? 'input' : 'output';
  const port = layer && { layer: layer.id, port: side === 'input' ? 'in' : 'out' };
  const places: readonly Placement[] = [
    { kind: 'at', position },
    { kind: 'after', layer: layer?.id },
    ...(link ? [{ kind: 'on-link', link: link.id, position } as const] : []),
    ...(port ? [{ kind: 'from-port', port, side, position } as const] : []),
  ];
  return pick(places, random) ?? { kind: 'at', position };
}

const GESTURE_KINDS: Readonly<Record<string, Gesture>> = {
  add: (store, random) => {
    const type = pick(LAYERS, random)?.type ?? 'Dense';
    if (documentOf(store).layers.length < MANY_LAYERS) {
      stateOf(store).addLayer(type, placement(documentOf(store), random));
    }
  },
  command: (store, random) => {
    const command = randomCommand(documentOf(store), random);
    if (command && command.type !== 'add-group' && command.type !== 'move-to-group') {
      stateOf(store).dispatch('Command', [command]);
    }
  },
  connect: (store, random) => {
    const { layers } = documentOf(store);
    const [from, to] = [pick(layers, random), pick(layers, random)];
    if (from && to) stateOf(store).connect({ layer: from.id, port: 'out' }, { layer: to.id, port: 'in' });
  },
  connectSelected: (store) => void stateOf(store).connectSelected(),
  cut: (store) => void stateOf(store).cut(),
  copy: (store) => void stateOf(store).copy(),
  paste: (store) => {
    if (documentOf(store).layers.length < MANY_LAYERS) stateOf(store).paste();
  },
  duplicate: (store) => {
    if (documentOf(store).layers.length < MANY_LAYERS) stateOf(store).duplicate();
  },
  remove: (store) => stateOf(store).removeSelected(),
  fix: (store, random) => {
    const fix = pick(pick(stateOf(store).analysis.issues, random)?.fixes ?? [], random);
    if (fix) stateOf(store).applyFix(fix);
  },
  flag: (store, random) => toggleFlag(store, pick(['disabled', 'locked'] as const, random) ?? 'locked'),
  comment: (store, random) => void addComment(store, { x: random.below(900), y: random.below(900) }),
  frame: (store, random) => void addFrame(store, { x: random.below(900), y: random.below(900) }),
  align: (store, random) => {
    const { selection, dispatch } = stateOf(store);
    const edge = pick(EDGES, random);
    const axis = pick(AXES, random) ?? 'vertical';
    const moves = edge
      ? align(documentOf(store), selection, edge)
      : distribute(documentOf(store), selection, axis);
    dispatch('Align', moveCommands(documentOf(store), moves));
  },
  group: (store) => void groupSelection(store),
  ungroup: (store, random) => ungroup(store, some(documentOf(store).groups, random)),
  collapse: (store, random) => {
    collapseGroups(store, some(documentOf(store).groups, random), random.uniform() < 0.5);
  },
  into: (store, random) => {
    const group = pick(documentOf(store).groups, random);
    if (group) moveSelectionInto(store, group.id);
  },
  out: (store) => takeSelectionOut(store),
  repeat: (store, random) => {
    const group = pick(documentOf(store).groups, random);
    if (group && documentOf(store).layers.length < MANY_LAYERS) repeat(store, group.id, 2);
  },
  replace: (store) => {
    const { layers } = documentOf(store);
    stateOf(store).replace('Restore', { ...documentOf(store), layers: [...layers].reverse() });
  },
};

/** Gestures that a person goes on with: what they do in a row is one step. */
const LASTING: readonly ((store: DocumentStore, random: Random, gesture: string) => void)[] = [
  (store, random, gesture) => stateOf(store).moveSelected({ x: 8 * random.below(5), y: 8 }, gesture),
  (store, random, gesture) => {
    const name = `Network ${random.below(1000)}`;
    stateOf(store).dispatch('Rename', [{ type: 'set-name', name }], gesture);
  },
  (store, random, gesture) => {
    const layer = pick(documentOf(store).layers, random);
    const params = { units: random.below(100) };
    if (layer) stateOf(store).dispatch('Change', [{ type: 'set-params', layer: layer.id, params }], gesture);
  },
];

function selectSome(store: DocumentStore, random: Random): void {
  const { layers, links, notes } = documentOf(store);
  if (random.uniform() < 0.1) stateOf(store).selectAll();
  else
    stateOf(store).select({
      layers: new Set(some(layers, random)),
      ...(random.uniform() < 0.3 && { links: new Set(some(links, random)) }),
      ...(random.uniform() < 0.3 && { notes: new Set(some(notes, random)) }),
    });
}

function expectWithinDocument(store: DocumentStore): void {
  const { selection, inside } = stateOf(store);
  const { layers, links, notes, groups } = documentOf(store);
  const ids = new Set<string>([...layers, ...links, ...notes].map(({ id }) => id));
  const lost = [...selection.layers, ...selection.links, ...selection.notes].filter((id) => !ids.has(id));
  expect(lost).toEqual([]);
  if (inside !== undefined) expect(groups.map(({ id }) => id)).toContain(inside);
}

it(`${GESTURES} random gestures are a step of undo each, and every state can be saved and analysed`, () => {
  const random = createRandom(SEED, 'gestures');
  const store = createDocumentStore();
  stateOf(store).setDataset({
    status: 'ready',
    reference: { source: DIGITS.source },
    description: DIGITS,
  });
  // The states as a plain list with a place in it: what undo and redo walk along.
  let states: NetworkDocument[] = [documentOf(store)];
  let place = 0;

  const follow = (before: NetworkDocument, continues: boolean) => {
    const now = documentOf(store);
    if (now === before) return false;
    place = continues ? place : place + 1;
    states = [...states.slice(0, place), now];
    return true;
  };

  for (let act = 0; act < GESTURES; act++) {
    const before = documentOf(store);
    const chance = random.uniform();
    if (chance < 0.2) {
      stateOf(store).undo();
      place = Math.max(0, place - 1);
    } else if (chance < 0.3) {
      stateOf(store).redo();
      place = Math.min(states.length - 1, place + 1);
    } else if (chance < 0.4) {
      const lasting = pick(LASTING, random);
      let changed = false;
      for (let times = 1 + random.below(5); times > 0; times--) {
        const last = documentOf(store);
        lasting?.(store, random, `gesture-${act}`);
        changed = follow(last, changed) || changed;
      }
    } else if (chance < 0.55) {
      selectSome(store, random);
    } else if (chance < 0.58) {
      stateOf(store).enter(pick([undefined, ...before.groups.map(({ id }) => id)], random));
    } else {
      pick(Object.values(GESTURE_KINDS), random)?.(store, random);
      follow(before, false);
    }
    expect(documentOf(store)).toBe(states[place]);
    expectSaved(documentOf(store));
    expectWithinDocument(store);
    const { analysis, dataset } = stateOf(store);
    if (act % 20 === 0) {
      expectFresh(analysis, documentOf(store), dataset.status === 'ready' ? dataset.description : undefined);
    }
  }
  expect(states.length).toBeGreaterThan(GESTURES / 20);

  while (stateOf(store).history.past.length > 0) stateOf(store).undo();
  expect(documentOf(store)).toBe(states[0]);
  while (stateOf(store).history.future.length > 0) stateOf(store).redo();
  expect(documentOf(store)).toBe(states.at(-1));
});

/** Random commands of every kind, mostly such that fit the document at hand, for tests of what editing keeps. */
import type { Random } from '../../data/prng.ts';
import type { Command } from '../../document/commands.ts';
import { freshIds } from '../../document/ids.ts';
import type { GivenWeight, Layer, NetworkDocument, Position } from '../../document/schema.ts';
import { parseParams } from '../../layers/parse-params.ts';
import { findLayer, LAYERS } from '../../layers/registry.ts';
import { defaultOptimizer, OPTIMIZERS } from '../../train/optimizers/registry.ts';
import { defaultSchedule, SCHEDULES } from '../../train/schedules/registry.ts';
import { pick, randomParams } from '../fuzz/random-params.ts';

/** Beyond this many layers more are removed than added, so that a test stays quick. */
const MANY_LAYERS = 24;

const TEXTS = [
  'a',
  'Conv 1',
  'x"y\\z',
  'größer ≥ 3×3',
  '名前',
  '  ',
  'line\nbreak',
  '</script>',
  '-0',
  'null',
];

type Kind = Command['type'];
type Maker<K extends Kind> = (
  document: NetworkDocument,
  random: Random,
) => Extract<Command, { type: K }> | undefined;

/** A kind of command that is missing here is an error of types. */
const MAKERS: { readonly [K in Kind]: Maker<K> } = {
  'add-layer': (document, random) => {
    const definition = pick(LAYERS, random);
    if (!definition || document.layers.length > MANY_LAYERS) return undefined;
    const { type } = definition;
    const id = freshIds(document).layer(type);
    const params = randomParams(definition, random);
    return { type: 'add-layer', layer: { id, type, name: id, params, position: place(random) } };
  },
  'remove-layers': ({ layers }, random) => {
    if (layers.length < MANY_LAYERS && random.uniform() < 0.7) return undefined;
    return { type: 'remove-layers', layers: some(layers, random) };
  },
  'move-layers': ({ layers }, random) => ({
    type: 'move-layers',
    positions: places(some(layers, random), random),
  }),
  'rename-layer': ({ layers }, random) => {
    const layer = pick(layers, random);
    return layer && { type: 'rename-layer', layer: layer.id, name: text(random) };
  },
  'set-params': ({ layers }, random) => {
    const layer = pick(layers, random);
    const definition = layer && findLayer(layer.type);
    if (!layer || !definition) return undefined;
    const names = Object.keys(definition.parameters);
    const dropped = pick(names, random);
    const wrong = pick(names, random);
    return {
      type: 'set-params',
      layer: layer.id,
      params: {
        ...randomParams(definition, random),
        ...(dropped !== undefined && random.uniform() < 0.3 && { [dropped]: undefined }),
        ...(wrong !== undefined &&
          random.uniform() < 0.1 && { [wrong]: pick([-1, 'wrong', null, [], 1e9], random) }),
      },
    };
  },
  'flag-layers': ({ layers }, random) => ({
    type: 'flag-layers',
    layers: some(layers, random),
    flag: pick(['disabled', 'locked', 'frozen'] as const, random) ?? 'locked',
    on: random.uniform() < 0.5,
  }),
  'set-weights': ({ layers }, random) => {
    const layer = pick(layers, random);
    if (!layer) return undefined;
    const names = ['kernel', 'bias', 'gamma', ...Object.keys(layer.weights ?? {})];
    const name = pick(names, random) ?? 'kernel';
    return { type: 'set-weights', layer: layer.id, weights: { [name]: weight(random) } };
  },
  'add-link': (document, random) => {
    const from = pick(document.layers, random);
    const to = pick(document.layers, random);
    const replaced = pick(document.links, random);
    if (!from || !to) return undefined;
    const link = {
      id: freshIds(document).link(),
      from: { layer: from.id, port: port(from, 'outputs', random) },
      to: { layer: to.id, port: port(to, 'inputs', random) },
    };
    return { type: 'add-link', link, ...(replaced && random.uniform() < 0.3 && { replaces: replaced.id }) };
  },
  'remove-links': ({ links }, random) => ({ type: 'remove-links', links: some(links, random) }),
  'bend-link': ({ links }, random) => {
    const link = pick(links, random);
    const bends = Array.from({ length: random.below(4) }, () => place(random));
    return link && { type: 'bend-link', link: link.id, bends };
  },
  'add-note': (document, random) => ({
    type: 'add-note',
    note: {
      id: freshIds(document).note(),
      ...(random.uniform() < 0.5 && { kind: pick(['comment', 'frame'] as const, random) ?? 'frame' }),
      ...written(random),
    },
  }),
  'change-note': ({ notes }, random) => {
    const note = pick(notes, random);
    return note && { type: 'change-note', note: { ...note, ...written(random) } };
  },
  'move-notes': ({ notes }, random) => ({
    type: 'move-notes',
    positions: places(some(notes, random), random),
  }),
  'remove-notes': ({ notes }, random) => ({ type: 'remove-notes', notes: some(notes, random) }),
  'add-group': (document, random) => {
    const parent = pick(document.groups, random);
    const layers = some(document.layers, random);
    if (layers.length === 0) return undefined;
    const group = {
      id: freshIds(document).group(),
      name: text(random),
      layers,
      collapsed: random.uniform() < 0.5,
      ...(parent && random.uniform() < 0.4 && { parent: parent.id }),
    };
    return { type: 'add-group', group, groups: random.uniform() < 0.2 ? some(document.groups, random) : [] };
  },
  'change-group': ({ groups }, random) => {
    const group = pick(groups, random);
    return (
      group && {
        type: 'change-group',
        group: group.id,
        ...(random.uniform() < 0.5 && { name: text(random) }),
        ...(random.uniform() < 0.5 && { collapsed: random.uniform() < 0.5 }),
      }
    );
  },
  'move-to-group': ({ layers, groups }, random) => ({
    type: 'move-to-group',
    layers: some(layers, random),
    ...(random.uniform() < 0.3 && { groups: some(groups, random) }),
    into: random.uniform() < 0.4 ? null : (pick(groups, random)?.id ?? null),
  }),
  'remove-groups': ({ groups }, random) => ({ type: 'remove-groups', groups: some(groups, random) }),
  'set-name': (_document, random) => ({ type: 'set-name', name: text(random) }),
  'set-description': (_document, random) => ({ type: 'set-description', description: text(random) }),
  'set-dataset': (_document, random) => ({
    type: 'set-dataset',
    dataset:
      pick([null, { source: 'builtin:digits' }, { source: 'my data.csv', target: 'kind' }], random) ?? null,
  }),
  'set-training': (_document, random) => {
    const optimizer = defaultOptimizer(pick(OPTIMIZERS, random)?.type ?? 'adam');
    const schedule = defaultSchedule(pick(SCHEDULES, random)?.type ?? 'cosineDecay');
    const seed = random.below(2 ** 31);
    const training = pick(
      [
        { optimizer },
        { schedule },
        { epochs: 1 + random.below(100), seed },
        { batchSize: 1 + random.below(512), validationSplit: random.below(10) / 10 },
        { clipping: { type: 'globalClipnorm' as const, limit: random.uniform() + 0.1 } },
        { earlyStopping: { patience: 1 + random.below(9), minDelta: random.uniform() } },
      ],
      random,
    );
    return { type: 'set-training', training: training ?? {} };
  },
};

export const KINDS: readonly Kind[] = Object.keys(MAKERS) as Kind[];

/** Layers and links are what a network is of: they come more often than the rest. */
const USUAL: readonly Kind[] = ['add-layer', 'add-layer', 'add-link', 'add-link', 'set-params'];

/** Undefined where chance wants what the document has nothing for. */
export function randomCommand(document: NetworkDocument, random: Random): Command | undefined {
  const kind = pick(random.uniform() < 0.3 ? USUAL : KINDS, random) ?? 'set-name';
  return MAKERS[kind](document, random);
}

/** None, one, or a few of a list, by their ids. */
export function some<Id extends string>(list: readonly { readonly id: Id }[], random: Random): readonly Id[] {
  const wanted = random.below(Math.min(4, list.length) + 1);
  const chosen = Array.from({ length: wanted }, () => pick(list, random)?.id);
  return [...new Set(chosen.filter((id) => id !== undefined))];
}

function place(random: Random): Position {
  return { x: random.below(4000) - 2000, y: random.uniform() * 1000 };
}

function places(ids: readonly string[], random: Random): Readonly<Record<string, Position>> {
  return Object.fromEntries(ids.map((id) => [id, place(random)]));
}

function text(random: Random): string {
  return pick(TEXTS, random) ?? 'a';
}

function written(random: Random) {
  return {
    text: text(random),
    position: place(random),
    width: 1 + random.below(400),
    height: 1 + random.below(400),
  };
}

/** A port that the layer has, or now and then one that it has not. */
function port(layer: Layer, side: 'inputs' | 'outputs', random: Random): string {
  const usual = side === 'inputs' ? 'in' : 'out';
  const definition = findLayer(layer.type);
  const parsed = definition && parseParams(definition, layer.params);
  if (!definition || !parsed?.ok || random.uniform() < 0.05) return usual;
  return pick(definition.ports(parsed.value)[side], random)?.id ?? usual;
}

function weight(random: Random): GivenWeight | undefined {
  if (random.uniform() < 0.3) return undefined;
  const shape = Array.from({ length: 1 + random.below(2) }, () => 1 + random.below(3));
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Array.from({ length }, () => random.normal()) };
}

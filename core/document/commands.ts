/**
 * Every change to a document is one of these commands: data, applied by a pure function. What undo, the fixes
 * of problems, tests and a replay do is therefore the same thing that the mouse does.
 */
import { CommandError } from './command-error.ts';
import { changeGroups, type GroupCommand, withoutLayers } from './group-commands.ts';
import type {
  DatasetReference,
  GivenWeight,
  Layer,
  LayerId,
  Link,
  LinkId,
  NetworkDocument,
  Note,
  NoteId,
  Position,
  TrainingSettings,
} from './schema.ts';

export type LayerFlag = 'disabled' | 'locked' | 'frozen';

export type Command =
  | GroupCommand
  | { readonly type: 'add-layer'; readonly layer: Layer }
  /** Their links go with them. */
  | { readonly type: 'remove-layers'; readonly layers: readonly LayerId[] }
  | { readonly type: 'move-layers'; readonly positions: Readonly<Record<string, Position>> }
  | { readonly type: 'rename-layer'; readonly layer: LayerId; readonly name: string }
  /** Only the named parameters change. `undefined` gives a parameter its default back. */
  | {
      readonly type: 'set-params';
      readonly layer: LayerId;
      readonly params: Readonly<Record<string, unknown>>;
    }
  /** Disabled layers pass on what they receive; locked ones stay as they are; frozen ones do not learn. */
  | {
      readonly type: 'flag-layers';
      readonly layers: readonly LayerId[];
      readonly flag: LayerFlag;
      readonly on: boolean;
    }
  /** `undefined` lets a weight start at random again. */
  | {
      readonly type: 'set-weights';
      readonly layer: LayerId;
      readonly weights: Readonly<Record<string, GivenWeight | undefined>>;
    }
  /** A port that takes one link gives up the one it had: `replaces` names it. */
  | { readonly type: 'add-link'; readonly link: Link; readonly replaces?: LinkId }
  | { readonly type: 'remove-links'; readonly links: readonly LinkId[] }
  /** The points that its line is drawn through. */
  | { readonly type: 'bend-link'; readonly link: LinkId; readonly bends: readonly Position[] }
  | { readonly type: 'add-note'; readonly note: Note }
  | { readonly type: 'change-note'; readonly note: Note }
  | { readonly type: 'move-notes'; readonly positions: Readonly<Record<string, Position>> }
  | { readonly type: 'remove-notes'; readonly notes: readonly NoteId[] }
  | { readonly type: 'set-name'; readonly name: string }
  | { readonly type: 'set-description'; readonly description: string }
  | { readonly type: 'set-dataset'; readonly dataset: DatasetReference | null }
  | { readonly type: 'set-training'; readonly training: Partial<TrainingSettings> };

/** The document after the command; the same object where nothing changes. */
export function apply(document: NetworkDocument, command: Command): NetworkDocument {
  const changes = changesOf(document, command);
  return same(changes, document) ? document : { ...document, ...changes };
}

export function applyAll(document: NetworkDocument, commands: readonly Command[]): NetworkDocument {
  return commands.reduce(apply, document);
}

function changesOf(document: NetworkDocument, command: Command): Partial<NetworkDocument> {
  const { layers, links, notes } = document;
  switch (command.type) {
    case 'add-layer':
      refuseTaken('layer', layers, command.layer.id);
      return { layers: [...layers, command.layer] };
    case 'remove-layers':
      return removeLayers(document, new Set(command.layers));
    case 'move-layers':
      return { layers: moved(layers, command.positions) };
    case 'rename-layer':
      return changeLayer(document, command.layer, { name: command.name });
    case 'set-params': {
      const before = layers.find(({ id }) => id === command.layer)?.params ?? {};
      const params = withoutUndefined({ ...before, ...command.params });
      return changeLayer(document, command.layer, same(command.params, before) ? {} : { params });
    }
    case 'flag-layers': {
      const flagged = new Set(command.layers);
      return {
        layers: layers.map((layer) =>
          flagged.has(layer.id) ? withFlag(layer, command.flag, command.on) : layer,
        ),
      };
    }
    case 'set-weights':
      return setWeights(document, command);
    case 'bend-link':
      return {
        links: links.map((link) => (link.id === command.link ? withBends(link, command.bends) : link)),
      };
    case 'add-link':
      return addLink(document, command.link, command.replaces);
    case 'remove-links':
      return { links: without(links, command.links) };
    case 'add-note':
      refuseTaken('note', notes, command.note.id);
      return { notes: [...notes, command.note] };
    case 'change-note':
      return { notes: notes.map((note) => (note.id === command.note.id ? command.note : note)) };
    case 'move-notes':
      return { notes: moved(notes, command.positions) };
    case 'remove-notes':
      return { notes: without(notes, command.notes) };
    case 'add-group':
    case 'change-group':
    case 'move-to-group':
    case 'remove-groups':
      return { groups: changeGroups(document, command) };
    case 'set-name':
      return { name: command.name };
    case 'set-description':
      return { description: command.description };
    case 'set-dataset':
      return { dataset: command.dataset };
    case 'set-training':
      return same(command.training, document.training)
        ? {}
        : { training: { ...document.training, ...command.training } };
  }
}

function removeLayers(document: NetworkDocument, gone: ReadonlySet<LayerId>): Partial<NetworkDocument> {
  const { layers, links, groups } = document;
  return {
    layers: layers.filter((layer) => !gone.has(layer.id)),
    links: links.filter((link) => !gone.has(link.from.layer) && !gone.has(link.to.layer)),
    groups: withoutLayers(groups, gone),
  };
}

function changeLayer(
  { layers }: NetworkDocument,
  id: LayerId,
  changes: Partial<Layer>,
): Partial<NetworkDocument> {
  const before = layers.find((layer) => layer.id === id);
  if (!before) throw new CommandError(`There is no layer with the id "${id}".`);
  if (same(changes, before)) return {};
  return { layers: layers.map((layer) => (layer === before ? { ...layer, ...changes } : layer)) };
}

function moved<T extends { readonly id: string; readonly position: Position }>(
  list: readonly T[],
  positions: Readonly<Record<string, Position>>,
): readonly T[] {
  return list.map((item) => {
    const position = positions[item.id];
    return position && !same(position, item.position) ? { ...item, position } : item;
  });
}

function setWeights(
  { layers }: NetworkDocument,
  { layer: id, weights: changes }: Extract<Command, { type: 'set-weights' }>,
): Partial<NetworkDocument> {
  const before = layers.find((layer) => layer.id === id);
  if (!before) throw new CommandError(`There is no layer with the id "${id}".`);
  const { weights: given = {}, ...rest } = before;
  if (same(changes, given)) return {};
  const entries = Object.entries({ ...given, ...changes }).filter(([, weight]) => weight !== undefined);
  const weights = Object.fromEntries(entries) as Readonly<Record<string, GivenWeight>>;
  const after = entries.length > 0 ? { ...rest, weights } : rest;
  return { layers: layers.map((layer) => (layer === before ? after : layer)) };
}

/** A flag that is off is absent, as in a document that never had it. */
function withFlag(layer: Layer, flag: LayerFlag, on: boolean): Layer {
  if ((layer[flag] ?? false) === on) return layer;
  const { [flag]: _before, ...rest } = layer;
  return on ? { ...rest, [flag]: true } : rest;
}

function withBends(link: Link, bends: readonly Position[]): Link {
  const { bends: before = [], ...straight } = link;
  const kept = bends.every((bend, index) => same(bend, before[index] ?? { x: Number.NaN, y: Number.NaN }));
  if (kept && before.length === bends.length) return link;
  return bends.length > 0 ? { ...straight, bends } : straight;
}

function addLink(
  document: NetworkDocument,
  link: Link,
  replaces: LinkId | undefined,
): Partial<NetworkDocument> {
  const ids = new Set<string>(document.layers.map((layer) => layer.id));
  for (const end of [link.from, link.to]) {
    if (!ids.has(end.layer)) throw new CommandError(`There is no layer with the id "${end.layer}".`);
  }
  const at = document.links.findIndex((other) => other.id === replaces);
  const links = document.links.filter((other) => other.id !== replaces);
  refuseTaken('link', links, link.id);
  links.splice(at < 0 ? links.length : at, 0, link);
  return { links };
}

function refuseTaken(what: string, list: readonly { readonly id: string }[], id: string): void {
  if (list.some((other) => other.id === id)) {
    throw new CommandError(`A ${what} with the id "${id}" is already there.`);
  }
}

function without<T extends { readonly id: string }>(
  list: readonly T[],
  ids: readonly string[],
): readonly T[] {
  const gone = new Set(ids);
  return list.filter(({ id }) => !gone.has(id));
}

function withoutUndefined(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

/** Whether all fields of `changes` stand in `before` already: the same values, or lists of the same values. */
function same<T extends object>(changes: Partial<T>, before: T): boolean {
  const fields = Object.keys(changes) as (keyof T)[];
  return fields.every((field) => sameValue(changes[field], before[field]));
}

function sameValue(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

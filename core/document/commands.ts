/**
 * Every change to a document is one of these commands: data, applied by a pure function. What undo, the fixes
 * of problems, tests and a replay do is therefore the same thing that the mouse does.
 */
import type {
  DatasetReference,
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

export type Command =
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
  /** A port that takes one link gives up the one it had: `replaces` names it. */
  | { readonly type: 'add-link'; readonly link: Link; readonly replaces?: LinkId }
  | { readonly type: 'remove-links'; readonly links: readonly LinkId[] }
  | { readonly type: 'add-note'; readonly note: Note }
  | { readonly type: 'change-note'; readonly note: Note }
  | { readonly type: 'remove-notes'; readonly notes: readonly NoteId[] }
  | { readonly type: 'set-name'; readonly name: string }
  | { readonly type: 'set-description'; readonly description: string }
  | { readonly type: 'set-dataset'; readonly dataset: DatasetReference | null }
  | { readonly type: 'set-training'; readonly training: Partial<TrainingSettings> };

/** A command that does not fit its document: a fault of the caller, never of the user. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The document after the command; the same object where nothing changes. */
export function apply(document: NetworkDocument, command: Command): NetworkDocument {
  switch (command.type) {
    case 'add-layer':
      if (document.layers.some((layer) => layer.id === command.layer.id)) {
        throw new CommandError(`A layer with the id "${command.layer.id}" is already there.`);
      }
      return { ...document, layers: [...document.layers, command.layer] };
    case 'remove-layers':
      return removeLayers(document, new Set(command.layers));
    case 'move-layers':
      return {
        ...document,
        layers: document.layers.map((layer) => {
          const position = command.positions[layer.id];
          return position ? { ...layer, position } : layer;
        }),
      };
    case 'rename-layer':
      return changeLayer(document, command.layer, (layer) => ({ ...layer, name: command.name }));
    case 'set-params':
      return changeLayer(document, command.layer, (layer) => ({
        ...layer,
        params: withoutUndefined({ ...layer.params, ...command.params }),
      }));
    case 'add-link':
      return addLink(document, command.link, command.replaces);
    case 'remove-links': {
      const gone = new Set(command.links);
      return { ...document, links: document.links.filter((link) => !gone.has(link.id)) };
    }
    case 'add-note':
      if (document.notes.some((note) => note.id === command.note.id)) {
        throw new CommandError(`A note with the id "${command.note.id}" is already there.`);
      }
      return { ...document, notes: [...document.notes, command.note] };
    case 'change-note':
      return {
        ...document,
        notes: document.notes.map((note) => (note.id === command.note.id ? command.note : note)),
      };
    case 'remove-notes': {
      const gone = new Set(command.notes);
      return { ...document, notes: document.notes.filter((note) => !gone.has(note.id)) };
    }
    case 'set-name':
      return { ...document, name: command.name };
    case 'set-description':
      return { ...document, description: command.description };
    case 'set-dataset':
      return { ...document, dataset: command.dataset };
    case 'set-training':
      return { ...document, training: { ...document.training, ...command.training } };
  }
}

export function applyAll(document: NetworkDocument, commands: readonly Command[]): NetworkDocument {
  return commands.reduce(apply, document);
}

function removeLayers(document: NetworkDocument, gone: ReadonlySet<LayerId>): NetworkDocument {
  return {
    ...document,
    layers: document.layers.filter((layer) => !gone.has(layer.id)),
    links: document.links.filter((link) => !gone.has(link.from.layer) && !gone.has(link.to.layer)),
    groups: document.groups
      .map((group) => ({ ...group, layers: group.layers.filter((layer) => !gone.has(layer)) }))
      .filter((group) => group.layers.length > 0),
  };
}

function changeLayer(
  document: NetworkDocument,
  id: LayerId,
  change: (layer: Layer) => Layer,
): NetworkDocument {
  if (!document.layers.some((layer) => layer.id === id)) {
    throw new CommandError(`There is no layer with the id "${id}".`);
  }
  return { ...document, layers: document.layers.map((layer) => (layer.id === id ? change(layer) : layer)) };
}

function addLink(document: NetworkDocument, link: Link, replaces: LinkId | undefined): NetworkDocument {
  const ids = new Set<string>(document.layers.map((layer) => layer.id));
  for (const end of [link.from, link.to]) {
    if (!ids.has(end.layer)) throw new CommandError(`There is no layer with the id "${end.layer}".`);
  }
  const at = document.links.findIndex((other) => other.id === replaces);
  const links = document.links.filter((other) => other.id !== replaces);
  if (links.some((other) => other.id === link.id)) {
    throw new CommandError(`A link with the id "${link.id}" is already there.`);
  }
  links.splice(at < 0 ? links.length : at, 0, link);
  return { ...document, links };
}

function withoutUndefined(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

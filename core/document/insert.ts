/** Commands that put new layers into a drawing. Each list is one step of undo. */
import { apply, type Command } from './commands.ts';
import { groupTree } from './groups.ts';
import { freshIds } from './ids.ts';
import { freePosition, positionBetween } from './place.ts';
import type { Layer, LayerId, Link, NetworkDocument, Position } from './schema.ts';

/** What a new layer is made of; its id and its name are found for it. */
export interface NewLayer {
  readonly type: string;
  /** What it is called before a number makes the name unique; the type if absent. */
  readonly title?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Ports that a link through the layer uses. */
  readonly inputPort?: string;
  readonly outputPort?: string;
}

export interface Insertion {
  readonly layer: LayerId;
  readonly commands: readonly Command[];
}

/** Adds a layer at the wanted place, or near it where another card lies there. */
export function addLayerCommands(document: NetworkDocument, layer: NewLayer, wanted: Position): Insertion {
  const made = makeLayer(document, layer, freePosition(document, wanted));
  return { layer: made.id, commands: [{ type: 'add-layer', layer: made }] };
}

/**
 * Puts a layer between the two ends of a link and moves nothing else. The link's place among the inputs of the
 * layer behind it is kept.
 */
export function insertOnLinkCommands(document: NetworkDocument, link: Link, layer: NewLayer): Insertion {
  const from = document.layers.find(({ id }) => id === link.from.layer);
  const to = document.layers.find(({ id }) => id === link.to.layer);
  if (!from || !to) throw new Error(`The link "${link.id}" has no layer at one of its ends.`);
  const ids = freshIds(document);
  const made = makeLayer(document, layer, positionBetween(document, from, to));
  return {
    layer: made.id,
    commands: [
      { type: 'add-layer', layer: made },
      {
        type: 'add-link',
        link: { id: ids.link(), from: link.from, to: { layer: made.id, port: layer.inputPort ?? 'in' } },
      },
      {
        type: 'add-link',
        link: { id: ids.link(), from: { layer: made.id, port: layer.outputPort ?? 'out' }, to: link.to },
        replaces: link.id,
      },
    ],
  };
}

/** Another type in the same place, with the same links. Parameters do not survive: they mean something else. */
export function changeTypeCommands(
  document: NetworkDocument,
  layer: Layer,
  type: string,
): readonly Command[] {
  const links = document.links.filter(({ from, to }) => from.layer === layer.id || to.layer === layer.id);
  return [
    { type: 'remove-layers', layers: [layer.id] },
    { type: 'add-layer', layer: { ...layer, type, params: {} } },
    ...links.map((link): Command => ({ type: 'add-link', link })),
    ...regroupCommands(document, layer.id),
  ];
}

/** Puts a layer that was taken out and added again back into its group, which may be gone if it held nothing else. */
function regroupCommands(document: NetworkDocument, layer: LayerId): readonly Command[] {
  const tree = groupTree(document.groups);
  const into = tree.groupOf(layer);
  if (into === undefined) return [];
  const after = apply(document, { type: 'remove-layers', layers: [layer] });
  const gone = tree
    .pathTo(into)
    .flatMap((id) => (groupTree(after.groups).get(id) ? [] : (tree.get(id) ?? [])));
  return [
    ...gone.map((group): Command => ({ type: 'add-group', group: { ...group, layers: [] } })),
    { type: 'move-to-group', layers: [layer], into },
  ];
}

function makeLayer(document: NetworkDocument, layer: NewLayer, position: Position): Layer {
  const ids = freshIds(document);
  return {
    id: ids.layer(layer.type),
    type: layer.type,
    name: ids.name(layer.title ?? layer.type),
    params: layer.params ?? {},
    position,
  };
}

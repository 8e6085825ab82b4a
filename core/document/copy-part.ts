/** Copies a part of a drawing: layers with the links among them and the groups around them. */
import type { Command } from './commands.ts';
import { groupTree } from './groups.ts';
import { freshIds } from './ids.ts';
import type { Group, GroupId, Layer, LayerId, Link, NetworkDocument, Position } from './schema.ts';

export interface Part {
  readonly layers: readonly Layer[];
  /** Links that enter or leave the part are left out. */
  readonly links: readonly Link[];
  /** Groups around come before those in them. */
  readonly groups: readonly Group[];
}

/** The chosen layers, and the groups all of whose layers are chosen. */
export function takePart(document: NetworkDocument, chosen: ReadonlySet<LayerId>): Part {
  const tree = groupTree(document.groups);
  const whole = new Set(
    document.groups
      .map(({ id }) => id)
      .filter((id) => {
        const layers = tree.layersOf(id);
        return layers.size > 0 && [...layers].every((layer) => chosen.has(layer));
      }),
  );
  const groups = document.groups
    .filter(({ id }) => whole.has(id))
    .map((group) => (group.parent !== undefined && whole.has(group.parent) ? group : withoutParent(group)));
  const depth = ({ id }: Group) => tree.pathTo(id).length;
  return {
    layers: document.layers.filter(({ id }) => chosen.has(id)),
    links: document.links.filter(({ from, to }) => chosen.has(from.layer) && chosen.has(to.layer)),
    groups: groups.sort((one, other) => depth(one) - depth(other)),
  };
}

function withoutParent({ parent: _parent, ...group }: Group): Group {
  return group;
}

export interface Copy {
  readonly layerCommands: readonly Command[];
  /** A new link in place of one of the part, between the given ends. */
  readonly linkOf: (link: Link, ends: Pick<Link, 'from' | 'to'>) => Link;
  readonly groupCommands: readonly Command[];
  readonly layer: ReadonlyMap<LayerId, LayerId>;
  readonly group: ReadonlyMap<GroupId, GroupId>;
  /** An id for a group around the copy. */
  readonly newGroup: () => GroupId;
}

/** Leaves room for a number within the 120 characters of a name. */
const LONGEST_STEM = 110;

/** Several copies may be taken one after the other: ids and names are not given twice. */
export function copier(document: NetworkDocument) {
  const ids = freshIds(document);
  return (part: Part, offset: Position, nameOf: (group: Group) => string): Copy => {
    const layer = new Map(part.layers.map(({ id, type }) => [id, ids.layer(type)]));
    const group = new Map(part.groups.map(({ id }) => [id, ids.group()]));
    return {
      layer,
      group,
      newGroup: () => ids.group(),
      layerCommands: part.layers.map((original): Command => {
        const { x, y } = original.position;
        const id = layer.get(original.id) ?? original.id;
        const position = { x: x + offset.x, y: y + offset.y };
        return {
          type: 'add-layer',
          layer: { ...original, id, name: ids.name(original.name.slice(0, LONGEST_STEM)), position },
        };
      }),
      linkOf: ({ bends: _bends }, ends) => ({ id: ids.link(), ...ends }),
      groupCommands: part.groups.map((original): Command => {
        const parent = original.parent === undefined ? undefined : group.get(original.parent);
        const { parent: _parent, ...rest } = original;
        return {
          type: 'add-group',
          group: {
            ...rest,
            id: group.get(original.id) ?? original.id,
            name: nameOf(original),
            layers: original.layers.flatMap((member) => layer.get(member) ?? []),
            ...(parent !== undefined && { parent }),
          },
        };
      }),
    };
  };
}

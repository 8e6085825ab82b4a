/** Who is in which group. Layers and groups form a tree; the document keeps it as a flat list. */
import type { Group, GroupId, LayerId } from './schema.ts';

export interface GroupTree {
  get(group: GroupId): Group | undefined;
  /** The innermost group of a layer. */
  groupOf(layer: LayerId): GroupId | undefined;
  /** The groups directly in another one; those in no group for `undefined`. */
  groupsIn(parent: GroupId | undefined): readonly Group[];
  /** All layers of a group, those of groups in it too. */
  layersOf(group: GroupId): ReadonlySet<LayerId>;
  /** From the outermost group to this one; nothing for `undefined`. */
  pathTo(group: GroupId | undefined): readonly GroupId[];
}

const KNOWN = new WeakMap<readonly Group[], GroupTree>();

/** Made once for each list of groups. A layer that two groups name belongs to the first of them. */
export function groupTree(groups: readonly Group[]): GroupTree {
  const known = KNOWN.get(groups);
  if (known) return known;
  const tree = makeTree(groups);
  KNOWN.set(groups, tree);
  return tree;
}

function makeTree(groups: readonly Group[]): GroupTree {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const owners = new Map<LayerId, GroupId>();
  const children = new Map<GroupId | undefined, Group[]>();
  for (const group of groups) {
    for (const layer of group.layers) if (!owners.has(layer)) owners.set(layer, group.id);
    const siblings = children.get(group.parent);
    if (siblings) siblings.push(group);
    else children.set(group.parent, [group]);
  }
  const contents = new Map<GroupId, ReadonlySet<LayerId>>();
  const layersOf = (id: GroupId): ReadonlySet<LayerId> => {
    const known = contents.get(id);
    if (known) return known;
    const own = (byId.get(id)?.layers ?? []).filter((layer) => owners.get(layer) === id);
    const nested = (children.get(id) ?? []).flatMap((child) => [...layersOf(child.id)]);
    const layers = new Set([...own, ...nested]);
    contents.set(id, layers);
    return layers;
  };
  return {
    get: (id) => byId.get(id),
    groupOf: (layer) => owners.get(layer),
    groupsIn: (parent) => children.get(parent) ?? [],
    layersOf,
    pathTo(group) {
      const path: GroupId[] = [];
      for (let id = group; id !== undefined; id = byId.get(id)?.parent) path.unshift(id);
      return path;
    },
  };
}

/** The innermost group that all of these are in; `undefined` where they have none in common. */
export function commonGroup(tree: GroupTree, members: readonly (GroupId | undefined)[]): GroupId | undefined {
  const [first = [], ...others] = members.map((member) => tree.pathTo(member));
  let depth = first.length;
  for (const path of others) {
    let shared = 0;
    while (shared < depth && path[shared] === first[shared]) shared++;
    depth = shared;
  }
  return first[depth - 1];
}

/** A layer, or a whole group. */
export type Member =
  | { readonly kind: 'layer'; readonly id: LayerId }
  | { readonly kind: 'group'; readonly id: GroupId };

/** A choice of layers as the largest groups that are wholly chosen, and the layers besides. */
export function membersOf(tree: GroupTree, chosen: ReadonlySet<LayerId>): readonly Member[] {
  const whole = new Map<GroupId, boolean>();
  const isWhole = (group: GroupId) => {
    const known = whole.get(group);
    if (known !== undefined) return known;
    const all = [...tree.layersOf(group)].every((layer) => chosen.has(layer));
    whole.set(group, all);
    return all;
  };
  const groups = new Set<GroupId>();
  const layers: Member[] = [];
  for (const layer of chosen) {
    const outermost = tree.pathTo(tree.groupOf(layer)).find(isWhole);
    if (outermost === undefined) layers.push({ kind: 'layer', id: layer });
    else groups.add(outermost);
  }
  return [...[...groups].map((id): Member => ({ kind: 'group', id })), ...layers];
}

/** The group whose layers are exactly these; the outermost where several hold the same. */
export function groupExactly(tree: GroupTree, chosen: ReadonlySet<LayerId>): GroupId | undefined {
  const [only, ...others] = membersOf(tree, chosen);
  return only?.kind === 'group' && others.length === 0 ? only.id : undefined;
}

/** Decides which group new layers belong to, so that every way of adding one has the same answer. */
import type { Command } from './commands.ts';
import { commonGroup, type GroupTree, groupTree } from './groups.ts';
import type { GroupId, LayerId, NetworkDocument } from './schema.ts';

/**
 * What an edit added stands in the group that all its neighbours are in, where links lead to it and from it;
 * otherwise in `inside`, the group that is shown by itself.
 */
export function adoptCommands(
  before: NetworkDocument,
  after: NetworkDocument,
  inside: GroupId | undefined,
): readonly Command[] {
  if (after.groups.length === 0) return [];
  const tree = groupTree(after.groups);
  const shown = inside !== undefined && tree.get(inside) ? inside : undefined;
  const wanted = new Map<GroupId, { layers: LayerId[]; groups: GroupId[] }>();
  const into = (group: GroupId) => {
    const known = wanted.get(group) ?? { layers: [], groups: [] };
    wanted.set(group, known);
    return known;
  };
  for (const { id } of newIn(before.layers, after.layers)) {
    if (tree.groupOf(id) !== undefined) continue;
    const group = groupBetween(after, tree, new Set([id]), shown);
    if (group !== undefined) into(group).layers.push(id);
  }
  for (const { id, parent } of newIn(before.groups, after.groups)) {
    const group = parent === undefined ? groupBetween(after, tree, tree.layersOf(id), shown) : undefined;
    if (group !== undefined && !tree.pathTo(group).includes(id)) into(group).groups.push(id);
  }
  return [...wanted].map(([group, members]) => ({ type: 'move-to-group', ...members, into: group }));
}

function newIn<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  if (before === after) return [];
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}

/** The group of all neighbours of what was added, if it is the one that is shown or lies inside it. */
function groupBetween(
  { links }: NetworkDocument,
  tree: GroupTree,
  added: ReadonlySet<LayerId>,
  shown: GroupId | undefined,
): GroupId | undefined {
  const crossing = links.filter(({ from, to }) => added.has(from.layer) !== added.has(to.layer));
  const sources = crossing.filter(({ to }) => added.has(to.layer)).map(({ from }) => from.layer);
  const targets = crossing.filter(({ from }) => added.has(from.layer)).map(({ to }) => to.layer);
  if (sources.length === 0 || targets.length === 0) return shown;
  const common = commonGroup(
    tree,
    [...sources, ...targets].map((neighbour) => tree.groupOf(neighbour)),
  );
  return shown === undefined || tree.pathTo(common).includes(shown) ? common : shown;
}

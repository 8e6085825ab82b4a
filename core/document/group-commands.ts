/** What can be done with groups. Layers and links are never touched: groups are names for them. */
import { CommandError } from './command-error.ts';
import { groupTree } from './groups.ts';
import type { Group, GroupId, LayerId, NetworkDocument } from './schema.ts';

export type GroupCommand =
  /** Its layers leave the groups that they were in, and the named groups move into it. */
  | { readonly type: 'add-group'; readonly group: Group; readonly groups?: readonly GroupId[] }
  | {
      readonly type: 'change-group';
      readonly group: GroupId;
      readonly name?: string;
      readonly collapsed?: boolean;
    }
  /** Out of all groups where `into` is null. */
  | {
      readonly type: 'move-to-group';
      readonly layers: readonly LayerId[];
      readonly groups?: readonly GroupId[];
      readonly into: GroupId | null;
    }
  /** What was in them is in the groups around them from then on. */
  | { readonly type: 'remove-groups'; readonly groups: readonly GroupId[] };

/** The groups after the command; groups that it leaves empty are gone. */
export function changeGroups(document: NetworkDocument, command: GroupCommand): readonly Group[] {
  const { groups } = document;
  switch (command.type) {
    case 'add-group':
      return addGroup(document, command.group, command.groups ?? []);
    case 'change-group': {
      const { name, collapsed } = command;
      const before = find(groups, command.group);
      const after = {
        ...before,
        ...(name !== undefined && { name }),
        ...(collapsed !== undefined && { collapsed }),
      };
      const same = after.name === before.name && after.collapsed === before.collapsed;
      return same ? groups : groups.map((group) => (group === before ? after : group));
    }
    case 'move-to-group':
      return moveInto(document, command.layers, command.groups ?? [], command.into ?? undefined);
    case 'remove-groups':
      return command.groups.reduce(dissolve, groups);
  }
}

/** Groups without layers that are gone; groups that held nothing else are gone too. */
export function withoutLayers(groups: readonly Group[], gone: ReadonlySet<LayerId>): readonly Group[] {
  const kept = groups.map((group) =>
    group.layers.some((layer) => gone.has(layer))
      ? { ...group, layers: group.layers.filter((layer) => !gone.has(layer)) }
      : group,
  );
  return withoutEmptied(groups, kept);
}

function addGroup(document: NetworkDocument, group: Group, inside: readonly GroupId[]): readonly Group[] {
  const { groups } = document;
  if (groups.some(({ id }) => id === group.id)) {
    throw new CommandError(`A group with the id "${group.id}" is already there.`);
  }
  if (group.parent !== undefined) find(groups, group.parent);
  const empty: Group = { ...group, layers: [] };
  return moveInto({ ...document, groups: [...groups, empty] }, group.layers, inside, group.id);
}

function moveInto(
  document: NetworkDocument,
  layers: readonly LayerId[],
  inside: readonly GroupId[],
  into: GroupId | undefined,
): readonly Group[] {
  const { groups } = document;
  const tree = groupTree(groups);
  const target = into === undefined ? undefined : find(groups, into);
  for (const id of inside) {
    find(groups, id);
    if (tree.pathTo(into).includes(id)) {
      throw new CommandError(`The group "${id}" cannot be moved into itself.`);
    }
  }
  const drawn = new Set(document.layers.map(({ id }) => id));
  const unknown = layers.find((layer) => !drawn.has(layer));
  if (unknown !== undefined) throw new CommandError(`There is no layer with the id "${unknown}".`);

  const coming = new Set(layers.filter((layer) => target === undefined || tree.groupOf(layer) !== target.id));
  const moving = new Set(inside);
  const moved = groups.map((group): Group => {
    const stays = group.layers.every((layer) => !coming.has(layer));
    const kept = stays ? group.layers : group.layers.filter((layer) => !coming.has(layer));
    const own = group.id === into && coming.size > 0 ? [...kept, ...coming] : kept;
    const grouped = own === group.layers ? group : { ...group, layers: own };
    return moving.has(group.id) ? withParent(grouped, into) : grouped;
  });
  return withoutEmptied(groups, moved);
}

function dissolve(groups: readonly Group[], id: GroupId): readonly Group[] {
  const gone = find(groups, id);
  return groups
    .filter((group) => group !== gone)
    .map((group) => {
      if (group.id === gone.parent && gone.layers.length > 0) {
        return { ...group, layers: [...group.layers, ...gone.layers] };
      }
      return group.parent === id ? withParent(group, gone.parent) : group;
    });
}

function withParent(group: Group, parent: GroupId | undefined): Group {
  if (group.parent === parent) return group;
  const { parent: _before, ...rest } = group;
  return parent === undefined ? rest : { ...rest, parent };
}

/** Without the groups that had something in them before and have nothing now. */
function withoutEmptied(before: readonly Group[], after: readonly Group[]): readonly Group[] {
  const hadContents = new Set(
    before.flatMap(({ id, layers, parent }) => [...(layers.length > 0 ? [id] : []), parent]),
  );
  let kept = after;
  for (;;) {
    const parents = new Set(kept.map(({ parent }) => parent));
    const next = kept.filter(
      ({ id, layers }) => layers.length > 0 || parents.has(id) || !hadContents.has(id),
    );
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

function find(groups: readonly Group[], id: GroupId): Group {
  const group = groups.find((candidate) => candidate.id === id);
  if (!group) throw new CommandError(`There is no group with the id "${id}".`);
  return group;
}

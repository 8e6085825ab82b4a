/** Plans what a person does with groups as commands, or says in a sentence why it cannot be done. */
import { fail, ok, type Result } from '../result.ts';
import type { Command } from './commands.ts';
import { type GroupTree, groupTree, type Member, membersOf } from './groups.ts';
import { freshIds } from './ids.ts';
import type { GroupId, LayerId, NetworkDocument } from './schema.ts';

export interface PlannedGroup {
  readonly group: GroupId;
  readonly commands: readonly Command[];
}

/** Makes a group of what is chosen. Groups that are wholly chosen become groups inside it. */
export function planGroup(
  document: NetworkDocument,
  chosen: ReadonlySet<LayerId>,
  wantedName: string,
): Result<PlannedGroup, string> {
  const tree = groupTree(document.groups);
  const members = membersOf(tree, chosen);
  if (members.length === 0) return fail('Nothing is selected. Select the layers that the group should hold.');
  const parents = new Set(members.map((member) => parentOf(tree, member)));
  if (parents.size > 1) return fail(partlyChosen(document, tree, chosen));
  const [parent] = parents;
  const ids = freshIds(document);
  const group = ids.group();
  return ok({
    group,
    commands: [
      {
        type: 'add-group',
        group: {
          id: group,
          name: ids.groupName(wantedName),
          layers: members.flatMap(({ kind, id }) => (kind === 'layer' ? [id] : [])),
          collapsed: false,
          ...(parent !== undefined && { parent }),
        },
        groups: groupsAmong(members),
      },
    ],
  });
}

/** Moves what is chosen into a group. */
export function planMoveInto(
  document: NetworkDocument,
  chosen: ReadonlySet<LayerId>,
  into: GroupId,
): readonly Command[] {
  const tree = groupTree(document.groups);
  const inside = tree.layersOf(into);
  const members = membersOf(tree, new Set([...chosen].filter((layer) => !inside.has(layer))));
  if (members.length === 0) return [];
  return [{ type: 'move-to-group', layers: layersAmong(members), groups: groupsAmong(members), into }];
}

/** Moves what is chosen out of the groups that it stands in, into the groups around those. */
export function planTakeOut(document: NetworkDocument, chosen: ReadonlySet<LayerId>): readonly Command[] {
  const tree = groupTree(document.groups);
  const byTarget = new Map<GroupId | null, Member[]>();
  for (const member of membersOf(tree, chosen)) {
    const parent = parentOf(tree, member);
    if (parent === undefined) continue;
    const target = tree.get(parent)?.parent ?? null;
    byTarget.set(target, [...(byTarget.get(target) ?? []), member]);
  }
  return [...byTarget].map(([into, members]) => ({
    type: 'move-to-group',
    layers: layersAmong(members),
    groups: groupsAmong(members),
    into,
  }));
}

function parentOf(tree: GroupTree, member: Member): GroupId | undefined {
  return member.kind === 'layer' ? tree.groupOf(member.id) : tree.get(member.id)?.parent;
}

function layersAmong(members: readonly Member[]): readonly LayerId[] {
  return members.flatMap((member) => (member.kind === 'layer' ? [member.id] : []));
}

function groupsAmong(members: readonly Member[]): readonly GroupId[] {
  return members.flatMap((member) => (member.kind === 'group' ? [member.id] : []));
}

/** Names a group of which only a part is chosen, together with something outside it. */
function partlyChosen({ groups }: NetworkDocument, tree: GroupTree, chosen: ReadonlySet<LayerId>): string {
  const part = groups.find(({ id }) => {
    const layers = [...tree.layersOf(id)];
    const among = layers.filter((layer) => chosen.has(layer)).length;
    return among > 0 && among < layers.length && among < chosen.size;
  });
  return `The selection holds a part of "${part?.name ?? ''}" and layers outside it, and a layer is in one group only. Select all of "${part?.name ?? ''}", or only layers inside it.`;
}

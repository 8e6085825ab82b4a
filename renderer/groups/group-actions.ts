/** Actions on groups, for menus, keys and the command palette. */
import { type GroupTree, groupExactly, groupTree, membersOf } from '../../core/document/groups.ts';
import type { Group, GroupId, LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { Action } from '../app/action.ts';
import type { Session } from '../app/session.ts';
import { enGroups } from '../i18n/en-groups.ts';
import { takeBlock } from './block-edits.ts';
import {
  collapseGroups,
  groupSelection,
  moveSelectionInto,
  takeSelectionOut,
  ungroup,
} from './group-edits.ts';

export function groupActions(session: Session, drawing: boolean): Action[] {
  const ui = session.ui.getState();
  const { history, selection, inside, enter } = session.document.getState();
  const store = session.document;
  const tree = groupTree(history.document.groups);
  const members = membersOf(tree, selection.layers);
  const chosen = members.flatMap(({ kind, id }) => (kind === 'group' ? (tree.get(id) ?? []) : []));
  const only = groupExactly(tree, selection.layers);
  const target = targetOf(tree, chosen, members.length);
  const all = history.document.groups.map(({ id }) => id);
  const t = enGroups.actions;
  const edit = (id: string, label: string, enabled: boolean, run: () => void, keys?: string[]): Action => ({
    id,
    label,
    group: 'edit',
    enabled: drawing && enabled,
    run,
    ...(keys && { keys }),
  });

  return [
    edit(
      'group',
      t.group,
      selection.layers.size > 0,
      () => {
        const refusal = groupSelection(store);
        if (refusal !== undefined) ui.showNotice(refusal);
      },
      ['mod g'],
    ),
    edit(
      'ungroup',
      t.ungroup,
      chosen.length > 0,
      () =>
        ungroup(
          store,
          chosen.map(({ id }) => id),
        ),
      ['mod shift g'],
    ),
    edit(
      'collapse-group',
      chosen.length > 0 && chosen.every(({ collapsed }) => collapsed) ? t.expand : t.collapse,
      chosen.length > 0 || groupAround(tree, selection.layers) !== undefined,
      () => toggle(session, tree, chosen),
      ['e'],
    ),
    edit('enter-group', t.enter, only !== undefined, () => enter(only), ['g']),
    edit(
      'leave-group',
      t.leave,
      inside !== undefined,
      () => {
        if (inside === undefined) return;
        enter(tree.get(inside)?.parent);
        store.getState().select({ layers: tree.layersOf(inside) });
      },
      ['shift g'],
    ),
    edit('move-into-group', t.moveInto(target?.name ?? ''), target !== undefined, () => {
      if (target) moveSelectionInto(store, target.id);
    }),
    edit(
      'take-out-of-group',
      t.takeOut,
      members.some(({ kind, id }) =>
        kind === 'layer' ? tree.groupOf(id) !== undefined : tree.get(id)?.parent !== undefined,
      ),
      () => takeSelectionOut(store),
    ),
    edit('save-block', t.save, only !== undefined, () => {
      const block = only === undefined ? undefined : takeBlock(store, only);
      if (!block) return;
      if (!block.ok) ui.showNotice(block.error);
      else void saveBlock(session, block.value);
    }),
    edit('collapse-all-groups', t.collapseAll, anyGroup(tree, all, false), () =>
      collapseGroups(store, all, true),
    ),
    edit('expand-all-groups', t.expandAll, anyGroup(tree, all, true), () =>
      collapseGroups(store, all, false),
    ),
  ];
}

async function saveBlock({ blocks, ui }: Session, block: NetworkDocument): Promise<void> {
  const saved = await blocks.getState().save(block);
  const { fault = '' } = blocks.getState();
  const t = enGroups.blocks;
  ui.getState().showNotice(saved ? t.saved(block.name) : t.failed(fault));
}

/** One group among what is chosen takes the rest. */
function targetOf(tree: GroupTree, chosen: readonly Group[], members: number): Group | undefined {
  const [first, ...others] = chosen;
  return first && others.length === 0 && members > 1 ? tree.get(first.id) : undefined;
}

/** The group in which everything chosen stands. */
function groupAround(tree: GroupTree, layers: ReadonlySet<LayerId>): GroupId | undefined {
  const around = new Set([...layers].map((layer) => tree.groupOf(layer)));
  const [group] = around;
  return around.size === 1 ? group : undefined;
}

/** Opens groups that are all closed; otherwise closes them, or the one that the chosen layers stand in. */
function toggle(session: Session, tree: GroupTree, chosen: readonly Group[]): void {
  const { selection } = session.document.getState();
  const around = groupAround(tree, selection.layers);
  const groups = chosen.length > 0 ? chosen.map(({ id }) => id) : around === undefined ? [] : [around];
  const open = chosen.length > 0 && chosen.every(({ collapsed }) => collapsed);
  collapseGroups(session.document, groups, !open);
}

function anyGroup(tree: GroupTree, groups: readonly GroupId[], collapsed: boolean): boolean {
  return groups.some((id) => tree.get(id)?.collapsed === collapsed);
}

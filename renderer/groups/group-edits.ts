/** What a person does with groups, as edits of the open document. Each is one step of undo. */
import { repeatGroup } from '../../core/blocks/repeat-group.ts';
import { applyAll, type Command } from '../../core/document/commands.ts';
import { groupTree } from '../../core/document/groups.ts';
import { planGroup, planMoveInto, planTakeOut } from '../../core/document/plan-group.ts';
import type { Group, GroupId, NetworkDocument } from '../../core/document/schema.ts';
import { enGroups as t } from '../i18n/en-groups.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { COLUMN_GAP } from '../state/layer-geometry.ts';
import { Drawn } from './drawn.ts';
import { planCollapse, roomCommands } from './make-room.ts';

/** The sentence says why it could not be done. */
type Refusal = string | undefined;

export function groupSelection(store: DocumentStore): Refusal {
  const { history, selection, dispatch } = store.getState();
  const planned = planGroup(history.document, selection.layers, t.newName);
  if (!planned.ok) return planned.error;
  dispatch(t.edits.group, withRoom(history.document, planned.value.commands, planned.value.group));
  return undefined;
}

export function ungroup(store: DocumentStore, groups: readonly GroupId[]): void {
  store.getState().dispatch(t.edits.ungroup, [{ type: 'remove-groups', groups }]);
}

export function renameGroup(store: DocumentStore, group: GroupId, name: string, gesture: string): void {
  store.getState().dispatch(t.edits.rename, [{ type: 'change-group', group, name }], gesture);
}

export function collapseGroups(store: DocumentStore, groups: readonly GroupId[], collapsed: boolean): void {
  const { history, dispatch } = store.getState();
  const commands: Command[] = [];
  let { document } = history;
  for (const group of innermostFirst(document, groups)) {
    const planned = planCollapse(document, group, collapsed);
    document = applyAll(document, planned);
    commands.push(...planned);
  }
  dispatch(collapsed ? t.edits.collapse : t.edits.expand, commands);
}

export function moveSelectionInto(store: DocumentStore, into: GroupId): void {
  const { history, selection, dispatch } = store.getState();
  dispatch(t.edits.moveInto, planMoveInto(history.document, selection.layers, into));
}

export function takeSelectionOut(store: DocumentStore): void {
  const { history, selection, dispatch } = store.getState();
  dispatch(t.edits.takeOut, planTakeOut(history.document, selection.layers));
}

/** `times` counts the group itself. What stands behind it moves to the right. */
export function repeat(store: DocumentStore, group: GroupId, times: number): Refusal {
  const { history, dispatch, select } = store.getState();
  const { document } = history;
  const box = new Drawn(document).boxOf(group);
  if (!box) return undefined;
  const step = { x: box.width + COLUMN_GAP, y: 0 };
  const repeated = repeatGroup(document, group, times, step);
  if (!repeated.ok) return repeated.error;
  const { commands, copies } = repeated.value;
  const widened = pushBehind(document, group, (times - 1) * step.x);
  dispatch(t.edits.repeat(times), [...widened, ...commands]);
  const { groups } = store.getState().history.document;
  const tree = groupTree(groups);
  select({ layers: new Set([group, ...copies].flatMap((id) => [...tree.layersOf(id)])) });
  return undefined;
}

/** Moves what stands to the right of a group in its row, at its level and at those around it. */
function pushBehind(document: NetworkDocument, group: GroupId, by: number): readonly Command[] {
  const drawn = new Drawn(document);
  const positions: Record<string, { x: number; y: number }> = {};
  for (let id: GroupId | undefined = group; id !== undefined; id = drawn.tree.get(id)?.parent) {
    const box = drawn.boxOf(id);
    const about: Group | undefined = drawn.tree.get(id);
    if (!box || (id !== group && about?.collapsed)) break;
    for (const item of drawn.items(about?.parent)) {
      const sameRow = item.box.y < box.y + box.height && item.box.y + item.box.height > box.y;
      if (item.id === id || !sameRow || item.box.x < box.x + box.width) continue;
      const layers = item.kind === 'layer' ? new Set([item.id]) : drawn.tree.layersOf(item.id);
      for (const layer of document.layers) {
        if (layers.has(layer.id)) positions[layer.id] = { x: layer.position.x + by, y: layer.position.y };
      }
    }
  }
  return Object.keys(positions).length === 0 ? [] : [{ type: 'move-layers', positions }];
}

/** A new frame may need more room than what it holds did. */
function withRoom(
  document: NetworkDocument,
  commands: readonly Command[],
  group: GroupId,
): readonly Command[] {
  const after = applyAll(document, commands);
  const parent = groupTree(after.groups).get(group)?.parent;
  return parent === undefined ? commands : [...commands, ...roomCommands(document, after, parent)];
}

function innermostFirst(document: NetworkDocument, groups: readonly GroupId[]): readonly GroupId[] {
  const tree = groupTree(document.groups);
  return [...groups].sort((one, other) => tree.pathTo(other).length - tree.pathTo(one).length);
}

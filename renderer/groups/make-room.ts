/**
 * Opening a group pushes what stands around it away by what its frame is larger than its card; closing it pulls
 * that back. The groups around grow and shrink with it, up to one that is closed itself.
 */
import { apply, type Command } from '../../core/document/commands.ts';
import type { GroupId, NetworkDocument, Position } from '../../core/document/schema.ts';
import { type Box, Drawn, type Item, moveItem } from './drawn.ts';

/** Commands that collapse or open a group and make the room that this takes or leaves. */
export function planCollapse(
  document: NetworkDocument,
  group: GroupId,
  collapsed: boolean,
): readonly Command[] {
  const change: Command = { type: 'change-group', group, collapsed };
  const changed = apply(document, change);
  if (changed === document) return [];
  return [change, ...roomCommands(document, changed, group)];
}

/** What has to move after an edit made a group larger or smaller. */
export function roomCommands(
  before: NetworkDocument,
  after: NetworkDocument,
  group: GroupId,
): readonly Command[] {
  const drawnBefore = new Drawn(before);
  let document = after;
  const moved: Record<string, Position> = {};
  const move = (positions: Record<string, Position>) => {
    if (Object.keys(positions).length === 0) return;
    Object.assign(moved, positions);
    document = apply(document, { type: 'move-layers', positions });
  };
  for (let id: GroupId | undefined = group; id !== undefined; ) {
    const drawn = new Drawn(document);
    const { tree } = drawn;
    const [was, is] = [drawnBefore.boxOf(id), drawn.boxOf(id)];
    if (!was || !is) break;
    if (id !== group && tree.get(id)?.collapsed) {
      // Its card stays where it is, whatever happened inside.
      move(moveItem(document, tree, { kind: 'group', id }, { x: was.x - is.x, y: was.y - is.y }));
      break;
    }
    const parent: GroupId | undefined = tree.get(id)?.parent;
    const pushed: Record<string, Position> = {};
    const others = drawn.items(parent).filter((item) => item.id !== id);
    const row = rowOf(others, was);
    for (const item of others) {
      Object.assign(pushed, moveItem(document, tree, item, pushOf(item.box, was, is, row)));
    }
    move(pushed);
    id = parent;
  }
  return Object.keys(moved).length === 0 ? [] : [{ type: 'move-layers', positions: moved }];
}

/** How far what stands beside a group reaches up and down. */
function rowOf(others: readonly Item[], { y, height }: Box): { top: number; bottom: number } {
  const beside = others.filter(({ box }) => box.y < y + height && box.y + box.height > y);
  return {
    top: Math.min(...beside.map(({ box }) => box.y)),
    bottom: Math.max(...beside.map(({ box }) => box.y + box.height)),
  };
}

/**
 * Rows above and below keep their distance from the tallest of the row; what stands in the same row keeps its
 * distance to the right and to the left.
 */
function pushOf(item: Box, was: Box, is: Box, row: { top: number; bottom: number }): Position {
  const [wasBottom, isBottom] = [was.y + was.height, is.y + is.height];
  const [wasRight, isRight] = [was.x + was.width, is.x + is.width];
  if (item.y + item.height <= was.y) {
    return { x: 0, y: Math.min(is.y, row.top) - Math.min(was.y, row.top) };
  }
  if (item.y >= wasBottom) {
    return { x: 0, y: Math.max(isBottom, row.bottom) - Math.max(wasBottom, row.bottom) };
  }
  if (item.x >= wasRight) return { x: isRight - wasRight, y: 0 };
  if (item.x + item.width <= was.x) return { x: is.x - was.x, y: 0 };
  return { x: 0, y: 0 };
}

/** Where new cards go, so that they cover none that is there. */
import { commonGroup, groupTree } from './groups.ts';
import type { GroupId, Layer, NetworkDocument, Position } from './schema.ts';

/** Size of a card, and the step between columns of a drawing. */
export const CARD = { width: 176, height: 90 } as const;
export const COLUMN = 230;

const ROW = 130;
const GAP = 16;

/** A card of a group begins this far left of what is in it. */
export const CARD_INDENT = 16;

/** The wanted place, or the nearest free one above or below it. The new card joins the group `into`, if any. */
export function freePosition(document: NetworkDocument, wanted: Position, into?: GroupId): Position {
  const { x } = wanted;
  const cards = cardsBeside(document, into);
  for (let row = 0; row <= cards.length; row++) {
    for (const y of [wanted.y + row * ROW, wanted.y - row * ROW]) {
      if (!cards.some((card) => overlaps(card, { x, y }))) return { x, y };
    }
  }
  return wanted;
}

/**
 * Corners of the cards that are seen together with one in the group `into`: of layers, and of collapsed groups,
 * whose layers are not seen. Nothing around a collapsed group is seen from inside.
 */
function cardsBeside({ layers, groups }: NetworkDocument, into: GroupId | undefined): readonly Position[] {
  if (groups.length === 0) return layers.map(({ position }) => position);
  const tree = groupTree(groups);
  const around = tree.pathTo(into);
  const room = [...around].reverse().find((id) => tree.get(id)?.collapsed);
  const cards: Position[] = [];
  const hidden = new Map<GroupId, Position[]>();
  for (const { id, position } of layers) {
    const path = tree.pathTo(tree.groupOf(id));
    if (room !== undefined && !path.includes(room)) continue;
    const holder = path
      .slice(room === undefined ? 0 : path.indexOf(room) + 1)
      .find((group) => tree.get(group)?.collapsed);
    const known = holder === undefined ? cards : hidden.get(holder);
    if (known) known.push(position);
    else if (holder !== undefined) hidden.set(holder, [position]);
  }
  return [...cards, ...[...hidden.values()].map(cardOver)];
}

/** Where the card of a collapsed group stands: where its contents begin, in the middle of their height. */
function cardOver(contents: readonly Position[]): Position {
  const rows = contents.map(({ y }) => y);
  const left = contents.reduce((least, { x }) => Math.min(least, x), Infinity);
  return { x: left - CARD_INDENT, y: (Math.min(...rows) + Math.max(...rows)) / 2 };
}

/** From one card to the next in a row. */
const BESIDE = 224;

/**
 * Half way between two layers where a card fits there; otherwise above or below that place. On the way back to
 * another row it is in front of the second layer or behind the first one, where there is room.
 */
export function positionBetween(document: NetworkDocument, from: Layer, to: Layer): Position {
  const tree = groupTree(document.groups);
  const into = commonGroup(tree, [tree.groupOf(from.id), tree.groupOf(to.id)]);
  if (to.position.x <= from.position.x && to.position.y !== from.position.y) {
    const cards = cardsBeside(document, into);
    const beside = [
      { x: to.position.x - BESIDE, y: to.position.y },
      { x: from.position.x + BESIDE, y: from.position.y },
    ].find((place) => !cards.some((card) => overlaps(card, place)));
    if (beside) return beside;
  }
  const wanted = {
    x: Math.round((from.position.x + to.position.x) / 2),
    y: Math.round((from.position.y + to.position.y) / 2),
  };
  return freePosition(document, wanted, into);
}

function overlaps(a: Position, b: Position): boolean {
  return Math.abs(a.x - b.x) < CARD.width + GAP && Math.abs(a.y - b.y) < CARD.height + GAP;
}

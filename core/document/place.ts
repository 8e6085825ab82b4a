/** Where new cards go, so that they cover none that is there. */
import type { Layer, NetworkDocument, Position } from './schema.ts';

/** Size of a card, and the step between columns of a drawing. */
export const CARD = { width: 176, height: 90 } as const;
export const COLUMN = 230;

const ROW = 130;
const GAP = 16;

/** The wanted place, or the nearest free one above or below it. */
export function freePosition(document: NetworkDocument, wanted: Position): Position {
  const { x } = wanted;
  for (let row = 0; row <= document.layers.length; row++) {
    for (const y of [wanted.y + row * ROW, wanted.y - row * ROW]) {
      if (!document.layers.some((layer) => overlaps(layer.position, { x, y }))) return { x, y };
    }
  }
  return wanted;
}

/** Half way between two layers where a card fits there; otherwise above or below that place. */
export function positionBetween(document: NetworkDocument, from: Layer, to: Layer): Position {
  return freePosition(document, {
    x: Math.round((from.position.x + to.position.x) / 2),
    y: Math.round((from.position.y + to.position.y) / 2),
  });
}

function overlaps(a: Position, b: Position): boolean {
  return Math.abs(a.x - b.x) < CARD.width + GAP && Math.abs(a.y - b.y) < CARD.height + GAP;
}

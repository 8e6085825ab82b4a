/** What is under a point of the sheet, as the page has it for elements: cards, else links, else titles of frames. */
import type { Position } from '../../core/document/schema.ts';
import { linkAt } from './paint-links.ts';
import { boxOfNode, holdsPoint, lastWhere, type Sheet } from './sheet.ts';

/** Of the title at the top of a frame, by which it is taken. */
const TITLE = 40;

export interface Found {
  readonly node?: string;
  readonly link?: string;
}

let scratch: CanvasRenderingContext2D | null | undefined;

/** `plain` where links are drawn plain, from far away. */
export function foundAt(sheet: Sheet, point: Position, plain: boolean): Found {
  const there = sheet.nodesIn({ ...point, width: 0, height: 0 });
  const card = lastWhere(there, ({ zIndex = 0 }) => zIndex >= 0);
  if (card) return { node: card.id };
  scratch ??= document.createElement('canvas').getContext('2d');
  const links = sheet.edgesIn({ ...point, width: 0, height: 0 });
  const link = scratch ? linkAt(scratch, sheet, links, point, plain) : undefined;
  if (link) return { link: link.id };
  const frame = lastWhere(there, (node) => holdsPoint({ ...boxOfNode(node), height: TITLE }, point));
  return frame ? { node: frame.id } : {};
}

/**
 * Which nodes of a large drawing are elements of the page. The others are painted. What comes into view becomes an
 * element over a few frames, so that none of them takes long; from far away, where too much is in view, all is
 * painted but what is pointed at, has the focus or is selected.
 */
import type { Position } from '../../core/document/schema.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import type { Box } from '../state/frames.ts';
import { boxOfNode, grown, type Sheet } from './sheet.ts';

/** With more nodes in view than the first number they are painted, until there are fewer than the second. */
const PAINTED = { from: 200, until: 140 } as const;

/** How many elements come and go in one frame. */
const MOST_IN = 10;
const MOST_OUT = 40;

/** Around the view, in pixels of the screen: what is there already when it comes into view, and what stays. */
const MARGIN = { in: 100, out: 200 } as const;

export interface Presence {
  readonly nodes: ReadonlySet<string>;
  /** Too much is in view for elements. */
  readonly painted: boolean;
  /** There is something left for the next frame. */
  readonly more: boolean;
}

export const NOBODY: Presence = { nodes: new Set(), painted: true, more: true };

export interface SheetView {
  /** What is seen of the sheet. */
  readonly area: Box;
  readonly zoom: number;
}

/** One frame on. The same object is given back where nothing changes. */
export function nextPresence(before: Presence, sheet: Sheet, { area, zoom }: SheetView): Presence {
  const inView = sheet.nodesIn(area).length;
  const painted = before.painted ? inView > PAINTED.until : inView > PAINTED.from;
  const wanted = painted ? [] : sheet.nodesIn(grown(area, MARGIN.in / zoom));
  const kept = painted ? [] : sheet.nodesIn(grown(area, MARGIN.out / zoom));
  const mayStay = new Set(kept.map(({ id }) => id));
  const gone = [...before.nodes].filter((id) => !sheet.node(id));
  const leaving = [...before.nodes].filter((id) => sheet.node(id) && !mayStay.has(id));
  const coming = nearestFirst(
    wanted.filter(({ id }) => !before.nodes.has(id)),
    middleOf(area),
  );
  const more = leaving.length > MOST_OUT || coming.length > MOST_IN;
  if (gone.length + leaving.length + coming.length === 0) {
    return painted === before.painted && more === before.more ? before : { ...before, painted, more };
  }
  const nodes = new Set(before.nodes);
  for (const id of [...gone, ...leaving.slice(0, MOST_OUT)]) nodes.delete(id);
  for (const id of coming.slice(0, MOST_IN)) nodes.add(id);
  return { nodes, painted, more };
}

function nearestFirst(nodes: readonly CanvasNode[], { x, y }: Position): readonly string[] {
  return nodes
    .map((node) => {
      const middle = middleOf(boxOfNode(node));
      return { id: node.id, distance: Math.hypot(middle.x - x, middle.y - y) };
    })
    .sort((one, other) => one.distance - other.distance)
    .map(({ id }) => id);
}

function middleOf({ x, y, width, height }: Box): Position {
  return { x: x + width / 2, y: y + height / 2 };
}

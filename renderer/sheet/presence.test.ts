import { describe, expect, it } from 'vitest';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import { draw } from '../../core/testing/draw.ts';
import { createFlowElements } from '../canvas/flow-elements.ts';
import { NOBODY, nextPresence, type Presence, type SheetView } from './presence.ts';
import { isLarge, Sheet } from './sheet.ts';

const [ROWS, COLUMNS] = [40, 50];
const STEP = { x: 224, y: 144 };

/** Activations in rows, each linked to the next one. */
function rows(count: number): Sheet {
  const ids = Array.from({ length: count }, (_, index) => `layer-${index}`);
  const document = draw(
    ids.map((id) => ({ type: 'Activation', id })),
    ids.slice(1).map((id, index) => `${ids[index]}>${id}`),
  );
  const placed = {
    ...document,
    layers: document.layers.map((layer, index) => ({
      ...layer,
      position: { x: (index % COLUMNS) * STEP.x, y: Math.floor(index / COLUMNS) * STEP.y },
    })),
  };
  const elements = createFlowElements();
  const analysis = analyzeNetwork(placed);
  return new Sheet(elements.nodes(placed, analysis), elements.edges(placed, analysis));
}

const sheet = rows(ROWS * COLUMNS);
const SCREEN = { width: 1000, height: 800 };

function at(x: number, y: number, zoom: number): SheetView {
  return { area: { x, y, width: SCREEN.width / zoom, height: SCREEN.height / zoom }, zoom };
}

/** Frame by frame until nothing is left to do. */
function settle(before: Presence, view: SheetView): { readonly after: Presence; readonly frames: number[] } {
  const frames: number[] = [];
  let after = before;
  do {
    const next = nextPresence(after, sheet, view);
    const [coming, going] = [[...next.nodes], [...after.nodes]].map((ids) => new Set(ids));
    frames.push([...(coming ?? [])].filter((id) => !going?.has(id)).length);
    after = next;
  } while (after.more && frames.length < 500);
  return { after, frames };
}

describe('what of a large drawing is in the page', () => {
  it('is everything in view and a little around it, and nothing far away', () => {
    const view = at(2240, 1440, 1);
    const { after } = settle(NOBODY, view);
    const inView = sheet.nodesIn(view.area).map(({ id }) => id);
    expect(inView.length).toBeGreaterThan(15);
    expect(inView.every((id) => after.nodes.has(id))).toBe(true);
    expect(after.nodes.size).toBeLessThan(3 * inView.length);
    expect(after.painted).toBe(false);
  });

  it('comes over several frames, a few in each, and what is in the middle comes first', () => {
    const { frames } = settle(NOBODY, at(0, 0, 0.5));
    expect(Math.max(...frames)).toBeLessThanOrEqual(10);
    expect(frames.length).toBeGreaterThan(5);
    const first = nextPresence(NOBODY, sheet, at(2240, 1440, 1));
    const middle = sheet.nodesIn({ x: 2240 + 500, y: 1440 + 400, width: 1, height: 1 });
    expect(middle.every(({ id }) => first.nodes.has(id))).toBe(true);
  });

  it('is nothing where too much is in view, and does not waver at the border', () => {
    const close = settle(NOBODY, at(0, 0, 1)).after;
    const far = settle(close, at(0, 0, 0.08)).after;
    expect(far).toMatchObject({ painted: true, more: false });
    expect(far.nodes.size).toBe(0);
    // As many are in view as stay elements, and stay painted.
    const between = at(0, 0, 0.4);
    expect(sheet.nodesIn(between.area).length).toBeGreaterThan(140);
    expect(sheet.nodesIn(between.area).length).toBeLessThan(200);
    expect(settle(far, between).after.painted).toBe(true);
    expect(settle(close, between).after.painted).toBe(false);
  });

  it('stays the same object while nothing changes, and stays a while when the view moves on', () => {
    const view = at(2240, 1440, 1);
    const { after } = settle(NOBODY, view);
    expect(nextPresence(after, sheet, view)).toBe(after);
    const left = [...sheet.nodesIn(view.area)].filter(({ position }) => position.x < 2250);
    const moved = settle(after, at(2240 + 250, 1440, 1)).after;
    expect(left.length).toBeGreaterThan(0);
    expect(left.every(({ id }) => moved.nodes.has(id))).toBe(true);
    expect(settle(moved, at(9000, 1440, 1)).after.nodes.has(left[0]?.id ?? '')).toBe(false);
  });

  it('loses at once what was removed', () => {
    const { after } = settle(NOBODY, at(0, 0, 1));
    const less = new Sheet(sheet.nodes.slice(1), sheet.edges);
    expect(after.nodes.has('layer-0')).toBe(true);
    expect(nextPresence(after, less, at(0, 0, 1)).nodes.has('layer-0')).toBe(false);
  });
});

describe('a sheet', () => {
  it('finds what reaches into an area, as a look at every node would', () => {
    const area = { x: 1000, y: 700, width: 900, height: 500 };
    const slow = sheet.nodes.filter(
      ({ position: { x, y }, width = 0, height = 0 }) =>
        x <= area.x + area.width && x + width >= area.x && y <= area.y + area.height && y + height >= area.y,
    );
    expect(sheet.nodesIn(area)).toEqual(slow);
    expect(slow.length).toBeGreaterThan(10);
  });

  it('finds links that pass through an area where neither end lies', () => {
    const [first, last] = [sheet.nodes[0], sheet.nodes[COLUMNS - 1]];
    const long = { ...sheet.edges[0], id: 'long', source: first?.id ?? '', target: last?.id ?? '' };
    const edges = [...sheet.edges, long as (typeof sheet.edges)[number]];
    const between = new Sheet(sheet.nodes, edges).edgesIn({ x: 5000, y: 0, width: 100, height: 80 });
    expect(between.map(({ id }) => id)).toContain('long');
    expect(sheet.edgesIn({ x: 5000, y: 9000, width: 100, height: 80 })).toEqual([]);
  });

  it('draws links from port to port, also of nodes that are dragged', () => {
    const [edge] = sheet.edges;
    if (!edge) throw new Error('There is no link.');
    expect(sheet.lineOf(edge, true)?.[0]).toMatch(/^M181,42 /);
    expect(sheet.movedLineOf(edge, new Map([['layer-0', { x: 0, y: 100 }]]))?.[0]).toMatch(/^M181,142 /);
  });

  it('knows who comes before and after for the keyboard', () => {
    expect(sheet.beside('layer-7', 1)?.id).toBe('layer-8');
    expect(sheet.beside('layer-7', -1)?.id).toBe('layer-6');
    expect(sheet.beside('layer-0', -1)).toBeUndefined();
  });

  it('is large above 200 nodes: small drawings are in the page as a whole', () => {
    expect(isLarge(rows(200))).toBe(false);
    expect(isLarge(rows(201))).toBe(true);
  });
});

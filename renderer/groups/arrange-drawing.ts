/**
 * Tidies up a drawing with groups, from the inside out: the contents of each group first, then the group as a box
 * among its neighbours.
 */
import { groupTree } from '../../core/document/groups.ts';
import {
  type GroupId,
  type Layer,
  LayerId,
  type LinkId,
  type NetworkDocument,
  type Position,
} from '../../core/document/schema.ts';
import { arrangeLayers, columnsByDepth } from '../state/arrange-layers.ts';
import { COLUMN_GAP, LAYER_HEIGHT, LAYER_WIDTH, ROW_GAP, snap } from '../state/layer-geometry.ts';
import { type Box, Drawn, moveItem, unionOf } from './drawn.ts';

type Positions = Readonly<Record<string, Position>>;

/** New positions by layer: of everything, or of what is in one group, which stays where it begins. */
export function arrangeDrawing(document: NetworkDocument, inside?: GroupId): Positions {
  if (document.groups.length === 0) return arrangeLayers(document);
  const wanted: Record<string, Position> = {};
  let arranged = document;
  const take = (positions: Positions) => {
    Object.assign(wanted, positions);
    arranged = {
      ...arranged,
      layers: arranged.layers.map((layer) => {
        const position = positions[layer.id];
        return position ? { ...layer, position } : layer;
      }),
    };
  };
  const visit = (group: GroupId | undefined) => {
    for (const { id } of groupTree(document.groups).groupsIn(group)) visit(id);
    take(arrangeItems(arranged, group));
  };
  const start = unionOf(new Drawn(document).items(inside).map(({ box }) => box));
  visit(inside);
  if (inside !== undefined && start) {
    const end = unionOf(new Drawn(arranged).items(inside).map(({ box }) => box)) ?? start;
    const by = { x: start.x - end.x, y: start.y - end.y };
    take(moveItem(arranged, groupTree(arranged.groups), { kind: 'group', id: inside }, by));
  }
  return wanted;
}

/** One level: cards and layers as boxes of one size, frames as boxes of theirs. */
function arrangeItems(document: NetworkDocument, inside: GroupId | undefined): Positions {
  const drawn = new Drawn(document);
  const items = drawn.items(inside);
  const level = levelOf(document, drawn, inside);
  const places = items.some(({ kind, id }) => kind === 'group' && !drawn.tree.get(id as GroupId)?.collapsed)
    ? arrangeBoxes(level, new Map(items.map(({ kind, id, box }) => [`${kind}.${id}`, box])))
    : arrangeLayers(level);
  const positions: Record<string, Position> = {};
  for (const item of items) {
    const place = places[`${item.kind}.${item.id}`];
    if (!place) continue;
    const by = { x: place.x - item.box.x, y: place.y - item.box.y };
    Object.assign(positions, moveItem(document, drawn.tree, item, by));
  }
  return positions;
}

/** One level of a drawing as a drawing of its own, in which groups are layers. */
function levelOf(document: NetworkDocument, drawn: Drawn, inside: GroupId | undefined): NetworkDocument {
  const nodes = new Map<LayerId, LayerId>();
  const byLayer = new Map(document.layers.map((layer) => [layer.id, layer]));
  const layers = drawn.items(inside).flatMap(({ kind, id, box }): Layer[] => {
    const node = LayerId.parse(`${kind}.${id}`);
    const members = kind === 'layer' ? [id] : [...drawn.tree.layersOf(id)];
    for (const member of members) nodes.set(member, node);
    const like = byLayer.get(members[0] ?? (id as LayerId));
    return like ? [{ ...like, id: node, position: { x: box.x, y: box.y } }] : [];
  });
  const links = new Map<string, NetworkDocument['links'][number]>();
  for (const link of document.links) {
    const [from, to] = [nodes.get(link.from.layer), nodes.get(link.to.layer)];
    if (from === undefined || to === undefined || from === to) continue;
    const id = `${from}.${to}` as LinkId;
    links.set(id, { id, from: { layer: from, port: 'out' }, to: { layer: to, port: 'in' } });
  }
  return { ...document, layers, links: [...links.values()], groups: [] };
}

/** Width of a row of boxes before the next one begins below it. */
const WIDEST = 2400;

/** Boxes of different sizes in columns by how far they are from the inputs, in rows like lines of text. */
function arrangeBoxes(level: NetworkDocument, sizes: ReadonlyMap<string, Box>): Positions {
  const positions: Record<string, Position> = {};
  const usual: Box = { x: 0, y: 0, width: LAYER_WIDTH, height: LAYER_HEIGHT };
  const columns = columnsByDepth(level).map((column) => {
    const boxes = column.map(({ id }) => ({ id, ...(sizes.get(id) ?? usual) }));
    const height = boxes.reduce((sum, box) => sum + box.height + ROW_GAP, -ROW_GAP);
    return { boxes, height, width: Math.max(...boxes.map(({ width }) => width)) };
  });
  let top = 0;
  for (let start = 0; start < columns.length; ) {
    let end = start;
    for (let width = 0; end < columns.length; end++) {
      width += (columns[end]?.width ?? 0) + COLUMN_GAP;
      if (width > WIDEST && end > start) break;
    }
    const row = columns.slice(start, end);
    const height = Math.max(...row.map((column) => column.height));
    let x = 0;
    for (const column of row) {
      let y = top + (height - column.height) / 2;
      for (const box of column.boxes) {
        positions[box.id] = snap({ x, y });
        y += box.height + ROW_GAP;
      }
      x += column.width + COLUMN_GAP;
    }
    top += height + 2 * ROW_GAP;
    start = end;
  }
  return positions;
}

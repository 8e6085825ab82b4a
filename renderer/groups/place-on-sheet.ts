/** Where new layers and blocks go on a sheet with groups, what feeds them, and what makes room for them. */
import type { Command } from '../../core/document/commands.ts';
import type { GroupId, LayerId, Link, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { Endpoint } from '../../core/shape/can-connect.ts';
import { type Placement, type PlannedLayer, planLayer, portsOf } from '../state/document-edits.ts';
import { COLUMN_GAP, LAYER_HEIGHT, LAYER_WIDTH, ROW_GAP, snap } from '../state/layer-geometry.ts';
import { Drawn, type Item, moveItem } from './drawn.ts';
import { shownNodes } from './group-elements.ts';
import { itemOf, outputBehind } from './level.ts';

/** A new layer among groups. What a card hides neither stands in its way nor is taken for its neighbour. */
export function planLayerOnSheet(
  document: NetworkDocument,
  type: string,
  placement: Placement,
  params: Readonly<Record<string, unknown>>,
  inside: GroupId | undefined,
): PlannedLayer {
  if (document.groups.length === 0) return planLayer(document, type, placement, params);
  if (placement.kind !== 'after' && placement.kind !== 'on-link')
    return planLayer(document, type, placement, params);
  const link =
    placement.kind === 'on-link' ? document.links.find(({ id }) => id === placement.link) : undefined;
  const shown = shownNodes(document, inside);
  const plain = ({ from, to }: Link) => [from, to].every(({ layer }) => shown.get(layer) === layer);
  if (placement.kind === 'on-link' && (!link || plain(link)))
    return planLayer(document, type, placement, params);

  const port = sourceOf(document, placement, inside);
  const links = onwardFrom(document, placement, inside);
  const { position, room } = placeBetween(document, placement, inside, port, links);
  const wanted: Placement = port
    ? { kind: 'from-port', port, side: 'output', position }
    : { kind: 'at', position };
  const { id, commands } = planLayer(document, type, wanted, params);
  const [added] = commands.flatMap((command) => (command.type === 'add-layer' ? [command.layer] : []));
  const { inputs, outputs } = added ? portsOf(added) : { inputs: [], outputs: [] };
  const [output] = inputs.length > 0 ? outputs : [];
  if (!output) return { id, commands };
  const onward = links.map(
    ({ bends: _bends, ...like }): Command => ({
      type: 'add-link',
      link: { ...like, from: { layer: id, port: output.id } },
      replaces: like.id,
    }),
  );
  return { id, commands: [...room, ...commands, ...onward] };
}

/** The output that feeds what is added. */
export function sourceOf(
  document: NetworkDocument,
  placement: Placement,
  inside: GroupId | undefined,
): Endpoint | undefined {
  switch (placement.kind) {
    case 'at':
      return undefined;
    case 'from-port':
      return placement.side === 'output' ? placement.port : undefined;
    case 'on-link':
      return document.links.find(({ id }) => id === placement.link)?.from;
    case 'after':
      return placement.layer === undefined
        ? lastFreeOutput(document, inside)
        : outputBehind(document, placement.layer, inside)?.port;
  }
}

function lastFreeOutput(document: NetworkDocument, inside: GroupId | undefined): Endpoint | undefined {
  const { tree, items } = levelOf(document, inside);
  for (const item of items) {
    const [layer] = item.kind === 'layer' ? [item.id] : tree.layersOf(item.id);
    const output = layer && outputBehind(document, layer, inside);
    if (output && output.onward.length === 0) return output.port;
  }
  return undefined;
}

/** Links that what is added comes between: what they lead to is fed by it then. */
export function onwardFrom(
  document: NetworkDocument,
  placement: Placement,
  inside: GroupId | undefined,
): readonly Link[] {
  if (placement.kind === 'on-link') {
    const link = document.links.find(({ id }) => id === placement.link);
    return link ? linksLike(document, link, inside) : [];
  }
  if (placement.kind !== 'after' || placement.branch || placement.layer === undefined) return [];
  return outputBehind(document, placement.layer, inside)?.onward ?? [];
}

/** Where the card of what is added goes, and the moves that make room for it. */
export function placeBetween(
  document: NetworkDocument,
  placement: Placement,
  inside: GroupId | undefined,
  feeding: Endpoint | undefined,
  [link]: readonly Link[],
): { readonly position: Position; readonly room: readonly Command[] } {
  if (!link) return { position: placeOf(document, placement, inside, feeding), room: [] };
  const between: Placement = { kind: 'on-link', link: link.id, position: { x: 0, y: 0 } };
  const position = placeOf(document, placement.kind === 'on-link' ? placement : between, inside, feeding);
  const room = roomBehind(document, link.to.layer, position, inside);
  if (room.length > 0 || placement.kind === 'on-link') return { position, room };
  return { position: placeOf(document, placement, inside, feeding), room };
}

/** What stands on the sheet, from the right to the left. */
function levelOf(document: NetworkDocument, inside: GroupId | undefined) {
  const drawn = new Drawn(document);
  const items = [...drawn.items(inside)].sort((one, other) => other.box.x - one.box.x);
  return { tree: drawn.tree, items };
}

/** Links that are drawn as one: from the same output to the same card. */
function linksLike(document: NetworkDocument, link: Link, inside: GroupId | undefined): readonly Link[] {
  const shown = shownNodes(document, inside);
  const target = shown.get(link.to.layer);
  if (target === undefined || target === link.to.layer) return [link];
  return document.links.filter(
    ({ from, to }) =>
      from.layer === link.from.layer && from.port === link.from.port && shown.get(to.layer) === target,
  );
}

const STEP = LAYER_WIDTH + COLUMN_GAP;

/** The corner of the card. */
function placeOf(
  document: NetworkDocument,
  placement: Placement,
  inside: GroupId | undefined,
  feeding: Endpoint | undefined,
): Position {
  const anchor = feeding?.layer ?? (placement.kind === 'after' ? placement.layer : undefined);
  const before = anchor === undefined ? undefined : itemOf(document, anchor, inside);
  if (placement.kind === 'on-link') {
    return before
      ? snap({ x: before.box.x + before.box.width + COLUMN_GAP, y: middle(before) })
      : placement.position;
  }
  if (placement.kind !== 'after') return placement.position;
  const items = new Drawn(document).items(inside);
  const last =
    before ?? items.reduce<Item | undefined>((a, b) => (a && a.box.x >= b.box.x ? a : b), undefined);
  if (!last) return { x: 0, y: 0 };
  let place = { x: last.box.x + last.box.width + COLUMN_GAP, y: middle(last) };
  const covered = () =>
    items.some(
      ({ box }) =>
        place.x < box.x + box.width &&
        box.x < place.x + LAYER_WIDTH &&
        place.y < box.y + box.height &&
        box.y < place.y + LAYER_HEIGHT,
    );
  while (covered()) place = { x: place.x, y: place.y + LAYER_HEIGHT + ROW_GAP };
  return snap(place);
}

/** A card beside an item, at the same height. */
function middle({ box }: Item): number {
  return box.y + (box.height - LAYER_HEIGHT) / 2;
}

/** Moves what stands in the way of a new card to the right. */
function roomBehind(
  document: NetworkDocument,
  next: LayerId,
  place: Position,
  inside: GroupId | undefined,
): readonly Command[] {
  const drawn = new Drawn(document);
  const behind = itemOf(document, next, inside);
  const missing = behind ? place.x + STEP - behind.box.x : 0;
  if (!behind || missing <= 0 || behind.box.x < place.x - STEP) return [];
  const positions = drawn.items(inside).flatMap((item) => {
    const { x, y, height } = item.box;
    const sameRow = y < place.y + LAYER_HEIGHT && y + height > place.y;
    return sameRow && x >= behind.box.x
      ? Object.entries(moveItem(document, drawn.tree, item, { x: missing, y: 0 }))
      : [];
  });
  return positions.length > 0 ? [{ type: 'move-layers', positions: Object.fromEntries(positions) }] : [];
}

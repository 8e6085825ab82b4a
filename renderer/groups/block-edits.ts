/** Puts blocks into the open drawing, and takes groups out of it as blocks. */
import { blockParams } from '../../core/blocks/block.ts';
import { insertBlock } from '../../core/blocks/insert-block.ts';
import { blockOf } from '../../core/blocks/save-block.ts';
import { apply, type Command } from '../../core/document/commands.ts';
import { groupTree } from '../../core/document/groups.ts';
import type { GroupId, LayerId, Link, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { Result } from '../../core/result.ts';
import type { Endpoint } from '../../core/shape/can-connect.ts';
import { isInput, isOutput } from '../../core/shape/graph.ts';
import type { TensorType } from '../../core/shape/tensor-type.ts';
import { tensorOf } from '../canvas/flow-elements.ts';
import { enGroups } from '../i18n/en-groups.ts';
import type { Placement } from '../state/document-edits.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { COLUMN_GAP, LAYER_HEIGHT, LAYER_WIDTH, ROW_GAP, snap } from '../state/layer-geometry.ts';
import { arrangeDrawing } from './arrange-drawing.ts';
import { type BlockSource, drawSource, titleOf } from './block-drag.ts';
import { Drawn, type Item, moveItem } from './drawn.ts';
import { shownNodes } from './group-elements.ts';
import { freeOutputAfter, itemOf } from './level.ts';

/** The block that was put in last, for as long as nothing else is changed. */
export interface LastBlock {
  readonly source: Extract<BlockSource, { kind: 'shipped' }>;
  readonly placement: Placement;
  readonly params: Readonly<Record<string, unknown>>;
  readonly group: GroupId;
  readonly after: NetworkDocument;
}

const LAST = new WeakMap<DocumentStore, LastBlock>();

export function lastBlock(store: DocumentStore, group: GroupId): LastBlock | undefined {
  const last = LAST.get(store);
  return last?.group === group && last.after === store.getState().history.document ? last : undefined;
}

/** Puts the last block in again with other parameters, in place of the one that is there. */
export function changeLastBlock(store: DocumentStore, last: LastBlock, params: LastBlock['params']): void {
  store.getState().undo();
  addBlock(store, last.source, last.placement, params);
}

/** Puts a block in, fed by the layer before it, and selects it. */
export function addBlock(
  store: DocumentStore,
  source: BlockSource,
  placement: Placement,
  wanted?: Readonly<Record<string, unknown>>,
): void {
  const { history, inside, dispatch } = store.getState();
  const { document } = history;
  const link =
    placement.kind === 'on-link' ? document.links.find(({ id }) => id === placement.link) : undefined;
  const feeding = link?.from ?? sourceOf(document, placement, inside);
  const arriving = feeding && typeAt(store, feeding);
  const params = wanted ?? (source.kind === 'shipped' ? blockParams(source.block, arriving) : {});
  const block = arranged(drawSource(source, arriving, params));
  const place = placeOf(document, placement, inside, feeding);
  const anchor = cardOf(block);
  const offset = { x: place.x - anchor.x, y: place.y - anchor.y };
  const { group, commands } = insertBlock(document, block, {
    source: feeding,
    links: link ? linksLike(document, link, inside) : [],
    offset,
  });
  const room = link ? roomBehind(document, link.to.layer, place, inside) : [];
  dispatch(enGroups.edits.addBlock(titleOf(source)), [...room, ...commands]);
  const after = store.getState().history.document;
  store.getState().select({ layers: groupTree(after.groups).layersOf(group) });
  if (source.kind === 'shipped') LAST.set(store, { source, placement, params, group, after });
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

/** A group of the open drawing as a block for the palette. */
export function takeBlock(store: DocumentStore, group: GroupId): Result<NetworkDocument, string> {
  const { history, analysis } = store.getState();
  return blockOf(history.document, analysis, group);
}

function sourceOf(
  document: NetworkDocument,
  placement: Placement,
  inside: GroupId | undefined,
): Endpoint | undefined {
  if (placement.kind === 'from-port') return placement.side === 'output' ? placement.port : undefined;
  return placement.kind === 'after' ? freeOutputAfter(document, placement.layer, inside) : undefined;
}

function typeAt(store: DocumentStore, { layer, port }: Endpoint): TensorType | undefined {
  const { analysis } = store.getState();
  const end = { layer, port };
  return tensorOf({ id: 'none', from: end, to: end } as Parameters<typeof tensorOf>[0], analysis);
}

function arranged(block: NetworkDocument): NetworkDocument {
  if (block.layers.some(({ position }) => position.x !== 0 || position.y !== 0)) return block;
  return apply(block, { type: 'move-layers', positions: arrangeDrawing(block) });
}

/** Where the card of a block stands in its own network. */
function cardOf(block: NetworkDocument): Position {
  const drawn = new Drawn(block);
  const items = drawn.items(undefined).filter((item) => !isEnd(block, item));
  return items[0]?.box ?? { x: 0, y: 0 };
}

function isEnd({ layers }: NetworkDocument, { kind, id }: Item): boolean {
  const layer = kind === 'layer' ? layers.find((candidate) => candidate.id === id) : undefined;
  return layer !== undefined && (isInput(layer) || isOutput(layer));
}

const STEP = LAYER_WIDTH + COLUMN_GAP;

/** The corner of the card. */
function placeOf(
  document: NetworkDocument,
  placement: Placement,
  inside: GroupId | undefined,
  feeding: Endpoint | undefined,
): Position {
  const before = feeding && itemOf(document, feeding.layer, inside);
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

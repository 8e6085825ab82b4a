/** Puts blocks into the open drawing, and takes groups out of it as blocks. */
import { blockParams } from '../../core/blocks/block.ts';
import { insertBlock } from '../../core/blocks/insert-block.ts';
import { blockOf } from '../../core/blocks/save-block.ts';
import { apply } from '../../core/document/commands.ts';
import { groupTree } from '../../core/document/groups.ts';
import type { GroupId, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { Result } from '../../core/result.ts';
import type { Endpoint } from '../../core/shape/can-connect.ts';
import { isInput, isOutput } from '../../core/shape/graph.ts';
import type { TensorType } from '../../core/shape/tensor-type.ts';
import { tensorOf } from '../canvas/flow-elements.ts';
import { enGroups } from '../i18n/en-groups.ts';
import type { Placement } from '../state/document-edits.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { tellInsertion } from '../state/insertion.ts';
import { arrangeDrawing } from './arrange-drawing.ts';
import { type BlockSource, drawSource, titleOf } from './block-drag.ts';
import { Drawn, type Item } from './drawn.ts';
import { onwardFrom, placeBetween, sourceOf } from './place-on-sheet.ts';

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
  const feeding = sourceOf(document, placement, inside);
  const links = onwardFrom(document, placement, inside);
  const arriving = feeding && typeAt(store, feeding);
  const params = wanted ?? (source.kind === 'shipped' ? blockParams(source.block, arriving) : {});
  const block = arranged(drawSource(source, arriving, params));
  const { position: place, room } = placeBetween(document, placement, inside, feeding, links);
  const anchor = cardOf(block);
  const offset = { x: place.x - anchor.x, y: place.y - anchor.y };
  const { group, commands } = insertBlock(document, block, { source: feeding, links, offset });
  dispatch(enGroups.edits.addBlock(titleOf(source)), [...room, ...commands]);
  const after = store.getState().history.document;
  const tree = groupTree(after.groups);
  const added = { name: tree.get(group)?.name ?? titleOf(source), layers: tree.layersOf(group) };
  store.getState().select({ layers: added.layers });
  tellInsertion(store.getState(), document, added, placement, (beside) =>
    addBlock(store, source, beside, params),
  );
  if (source.kind === 'shipped') LAST.set(store, { source, placement, params, group, after });
}

/** A group of the open drawing as a block for the palette. */
export function takeBlock(store: DocumentStore, group: GroupId): Result<NetworkDocument, string> {
  const { history, analysis } = store.getState();
  return blockOf(history.document, analysis, group);
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

/** What is on the sheet: layers, collapsed groups as cards, and open groups as frames around what they hold. */
import { groupTree } from '../../core/document/groups.ts';
import { CARD_INDENT } from '../../core/document/place.ts';
import type {
  Group,
  GroupId,
  Layer,
  LayerId,
  NetworkDocument,
  Position,
} from '../../core/document/schema.ts';
import { portsOf } from '../state/document-edits.ts';
import { LAYER_HEIGHT, LAYER_WIDTH, layerHeight } from '../state/layer-geometry.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room between a frame and what it holds; its title stands in the upper one. */
export const FRAME = { title: 36, side: CARD_INDENT, bottom: 16 } as const;

export type Item =
  | { readonly kind: 'layer'; readonly id: LayerId; readonly box: Box }
  | { readonly kind: 'group'; readonly id: GroupId; readonly group: Group; readonly box: Box };

/** Where some nodes are shown instead of where the document has them. */
export type Places = Pick<ReadonlyMap<string, Position>, 'get' | 'has' | 'size'>;

/** Where everything is. `dragged` are places that are not in the document yet, by layer. */
export class Drawn {
  readonly tree;
  readonly #layers: ReadonlyMap<LayerId, Layer>;
  readonly #loose: readonly Layer[];
  readonly #boxes = new Map<GroupId, Box | undefined>();

  constructor(
    document: NetworkDocument,
    readonly dragged: Places = new Map(),
  ) {
    this.tree = groupTree(document.groups);
    this.#layers = new Map(document.layers.map((layer) => [layer.id, layer]));
    this.#loose = document.layers.filter(({ id }) => this.tree.groupOf(id) === undefined);
  }

  /** What stands directly in a group, or in none. Groups that hold nothing are not drawn. */
  items(inside: GroupId | undefined): readonly Item[] {
    const own =
      inside === undefined
        ? this.#loose
        : (this.tree.get(inside)?.layers ?? []).flatMap((id) =>
            this.tree.groupOf(id) === inside ? (this.#layers.get(id) ?? []) : [],
          );
    return [
      ...this.tree.groupsIn(inside).flatMap((group): Item[] => {
        const box = this.boxOf(group.id);
        return box ? [{ kind: 'group', id: group.id, group, box }] : [];
      }),
      ...own.map((layer): Item => ({ kind: 'layer', id: layer.id, box: this.#boxOfLayer(layer) })),
    ];
  }

  /** Of the card or the frame. A card stands where its contents begin, in the middle of their height. */
  boxOf(group: GroupId): Box | undefined {
    if (this.#boxes.has(group)) return this.#boxes.get(group);
    const contents = unionOf(this.items(group).map(({ box }) => box));
    const box = contents && (this.tree.get(group)?.collapsed ? cardOf(contents) : frameOf(contents));
    this.#boxes.set(group, box);
    return box;
  }

  #boxOfLayer(layer: Layer): Box {
    const { x, y } = this.dragged.get(layer.id) ?? layer.position;
    return { x, y, width: LAYER_WIDTH, height: layerHeight(portsOf(layer)) };
  }
}

function cardOf({ x, y, height }: Box): Box {
  return {
    x: x - FRAME.side,
    y: y + (height - LAYER_HEIGHT) / 2,
    width: LAYER_WIDTH,
    height: LAYER_HEIGHT,
  };
}

function frameOf({ x, y, width, height }: Box): Box {
  return {
    x: x - FRAME.side,
    y: y - FRAME.title,
    width: width + 2 * FRAME.side,
    height: height + FRAME.title + FRAME.bottom,
  };
}

export function unionOf(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The layers of an item moved, by layer. */
export function moveItem(
  document: NetworkDocument,
  tree: Drawn['tree'],
  item: Pick<Item, 'kind' | 'id'>,
  by: Position,
): Record<string, Position> {
  if (by.x === 0 && by.y === 0) return {};
  const layers = item.kind === 'layer' ? new Set([item.id as LayerId]) : tree.layersOf(item.id as GroupId);
  return Object.fromEntries(
    document.layers
      .filter(({ id }) => layers.has(id))
      .map(({ id, position }) => [id, { x: position.x + by.x, y: position.y + by.y }]),
  );
}

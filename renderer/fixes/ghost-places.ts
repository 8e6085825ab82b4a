/** Where what a fix changes is seen: at the layer itself, or at the card that hides it. */
import { Position as Side } from '@xyflow/react';
import type { GroupId, Layer, LayerId, Link, NetworkDocument, Position } from '../../core/document/schema.ts';
import type { FixOutcome } from '../../core/shape/fix-outcome.ts';
import { linkLine } from '../canvas/link-line.ts';
import { type Item, unionOf } from '../groups/drawn.ts';
import { itemOf } from '../groups/level.ts';
import { portsOf } from '../state/document-edits.ts';
import { portOffset } from '../state/layer-geometry.ts';

/** Layers of one network that stand by themselves, and those that cards hide, by card; others are not shown. */
export function shownAs(
  document: NetworkDocument,
  inside: GroupId | undefined,
  layers: readonly Layer[],
): { readonly alone: readonly [Layer, Item][]; readonly hidden: ReadonlyMap<string, [Item, Layer[]]> } {
  const alone: [Layer, Item][] = [];
  const hidden = new Map<string, [Item, Layer[]]>();
  for (const layer of layers) {
    const item = itemOf(document, layer.id, inside);
    if (item?.kind === 'layer') alone.push([layer, item]);
    if (item?.kind !== 'group') continue;
    const [, others] = hidden.get(item.id) ?? [item, []];
    hidden.set(item.id, [item, [...others, layer]]);
  }
  return { alone, hidden };
}

/** How far down on the sheet the middle of all that changes is; undefined where nothing of it is shown. */
export function middleOf(
  before: NetworkDocument,
  { document, added, changed, removed }: FixOutcome,
  inside: GroupId | undefined,
): number | undefined {
  const after = [...added, ...changed].flatMap(({ id }) => itemOf(document, id, inside) ?? []);
  const lost = removed.flatMap(({ id }) => itemOf(before, id, inside) ?? []);
  const around = unionOf([...after, ...lost].map(({ box }) => box));
  return around && around.y + around.height / 2;
}

/** The line of a link; undefined where an end is not shown, or both are behind one card. */
export function pathOf(
  document: NetworkDocument,
  inside: GroupId | undefined,
  { from, to }: Link,
): string | undefined {
  const [source, target] = [itemOf(document, from.layer, inside), itemOf(document, to.layer, inside)];
  if (!source || !target || source.id === target.id) return undefined;
  const layerOf = (id: LayerId) => document.layers.find((layer) => layer.id === id);
  const start = portAt(source, layerOf(from.layer), 'outputs', from.port);
  const end = portAt(target, layerOf(to.layer), 'inputs', to.port);
  const [path] = linkLine(
    {
      sourceX: start.x,
      sourceY: start.y,
      sourcePosition: Side.Right,
      targetX: end.x,
      targetY: end.y,
      targetPosition: Side.Left,
    },
    undefined,
  );
  return path;
}

function portAt(
  { kind, box }: Item,
  layer: Layer | undefined,
  side: 'inputs' | 'outputs',
  port: string,
): Position {
  const x = box.x + (side === 'outputs' ? box.width : 0);
  if (kind === 'group' || !layer) return { x, y: box.y + box.height / 2 };
  const ports = portsOf(layer)[side];
  const place = ports.findIndex(({ id }) => id === port);
  return { x, y: box.y + portOffset(box.height, Math.max(0, place), Math.max(1, ports.length)) };
}

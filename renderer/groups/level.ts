/** Layers as they are met on the sheet: by themselves, or in the card or the frame that they are in. */
import { groupEnds } from '../../core/blocks/group-ends.ts';
import type { GroupId, LayerId, Link, NetworkDocument } from '../../core/document/schema.ts';
import type { Endpoint } from '../../core/shape/can-connect.ts';
import { Drawn, type Item } from './drawn.ts';

/** The item of the shown level that a layer belongs to; undefined where it is not shown. */
export function itemOf(
  document: NetworkDocument,
  layer: LayerId,
  inside: GroupId | undefined,
): Item | undefined {
  const drawn = new Drawn(document);
  const path = drawn.tree.pathTo(drawn.tree.groupOf(layer));
  if (inside !== undefined && !path.includes(inside)) return undefined;
  const below = inside === undefined ? path : path.slice(path.indexOf(inside) + 1);
  const holder = below.find((group) => drawn.tree.get(group)?.collapsed);
  const [level, id] =
    holder === undefined ? [below.at(-1) ?? inside, layer] : [drawn.tree.get(holder)?.parent, holder];
  return drawn
    .items(level)
    .find((item) => item.id === id && item.kind === (holder === undefined ? 'layer' : 'group'));
}

/** An output, and what it feeds outside the card that it is in. */
export interface OutputBehind {
  readonly port: Endpoint;
  readonly onward: readonly Link[];
}

/** The output that what is added behind a layer takes: of the layer, or of the whole card that it is in. */
export function outputBehind(
  document: NetworkDocument,
  layer: LayerId,
  inside: GroupId | undefined,
): OutputBehind | undefined {
  const item = itemOf(document, layer, inside);
  const part = item?.kind === 'group' ? new Drawn(document).tree.layersOf(item.id) : new Set([layer]);
  const [port] = groupEnds(document, part).exits;
  if (!port) return undefined;
  const onward = document.links.filter(
    ({ from, to }) => from.layer === port.layer && from.port === port.port && !part.has(to.layer),
  );
  return { port, onward };
}

/** Puts a block into a drawing: a copy of its layers as one group, fed by a layer that is there. */
import type { Command } from '../document/commands.ts';
import { copier, takePart } from '../document/copy-part.ts';
import { groupTree } from '../document/groups.ts';
import { freshIds } from '../document/ids.ts';
import type { Group, GroupId, Link, NetworkDocument, Position } from '../document/schema.ts';
import type { Endpoint } from '../shape/can-connect.ts';
import { isInput, isOutput } from '../shape/graph.ts';
import { groupEnds } from './group-ends.ts';

export interface BlockPlace {
  /** What feeds the block; without it, its inputs stay open. */
  readonly source?: Endpoint | undefined;
  /** Links that the block comes between: what they led to is fed by the block then. */
  readonly links?: readonly Link[];
  /** Added to the places that the layers have in the block. */
  readonly offset: Position;
}

export interface InsertedBlock {
  readonly group: GroupId;
  readonly commands: readonly Command[];
}

export function insertBlock(
  document: NetworkDocument,
  block: NetworkDocument,
  { source, links = [], offset }: BlockPlace,
): InsertedBlock {
  const layers = new Set(
    block.layers.filter((layer) => !isInput(layer) && !isOutput(layer)).map(({ id }) => id),
  );
  const ids = freshIds(document);
  const part = takePart(block, layers);
  const whole = wholeGroup(block);
  const copy = copier(document)(part, offset, ({ id, name }) =>
    id === whole?.id ? ids.groupName(name) : name,
  );
  const inCopy = ({ layer, port }: Endpoint): Endpoint => ({ layer: copy.layer.get(layer) ?? layer, port });
  const commands: Command[] = [...copy.layerCommands];
  for (const original of block.links) {
    const from = layers.has(original.from.layer) ? inCopy(original.from) : source;
    if (!from || !layers.has(original.to.layer)) continue;
    commands.push({ type: 'add-link', link: copy.linkOf(original, { from, to: inCopy(original.to) }) });
  }
  const [exit] = groupEnds(block, layers).exits;
  for (const { bends: _bends, ...link } of links) {
    if (exit) commands.push({ type: 'add-link', link: { ...link, from: inCopy(exit) }, replaces: link.id });
  }
  commands.push(...copy.groupCommands);
  const known = whole && copy.group.get(whole.id);
  if (known !== undefined) return { group: known, commands };
  const group = copy.newGroup();
  commands.push({
    type: 'add-group',
    group: { id: group, name: ids.groupName(block.name), layers: [...copy.layer.values()], collapsed: true },
    groups: part.groups.flatMap(({ id, parent }) => (parent === undefined ? (copy.group.get(id) ?? []) : [])),
  });
  return { group, commands };
}

/** The one group that holds everything but the Inputs and Outputs; undefined where there is none. */
function wholeGroup(block: NetworkDocument): Group | undefined {
  const tree = groupTree(block.groups);
  const [group, ...more] = tree.groupsIn(undefined);
  const loose = block.layers.filter((layer) => !isInput(layer) && !isOutput(layer));
  return more.length === 0 && loose.every(({ id }) => tree.groupOf(id) !== undefined) ? group : undefined;
}

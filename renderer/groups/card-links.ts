/** Links that are drawn from a card or to one: they end on the layers inside that they are meant for. */
import { groupEnds } from '../../core/blocks/group-ends.ts';
import { apply, type Command } from '../../core/document/commands.ts';
import { groupTree } from '../../core/document/groups.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { type PortRef, planConnect } from '../state/document-edits.ts';
import { groupIdOf } from './group-elements.ts';

/** One end of a link as React Flow has it. */
export interface NodeEnd {
  readonly node: string;
  readonly port: string;
}

/** The port that a link from a node leaves: that of a card with one output is inside. */
export function outputAt(document: NetworkDocument, { node, port }: NodeEnd): PortRef | undefined {
  const group = groupIdOf(node);
  if (group === undefined) return { layer: node as PortRef['layer'], port };
  const { exits } = groupEnds(document, groupTree(document.groups).layersOf(group));
  return exits.length === 1 ? exits[0] : undefined;
}

/** The ports that a link to a node feeds. Several where a card hands on what it takes to several layers. */
export function inputsAt(document: NetworkDocument, { node, port }: NodeEnd): readonly PortRef[] {
  const group = groupIdOf(node);
  if (group === undefined) return [{ layer: node as PortRef['layer'], port }];
  const { entries, sources } = groupEnds(document, groupTree(document.groups).layersOf(group));
  return sources.length > 1 ? [] : entries;
}

/** Commands for a link between two nodes; undefined where a card has no such end, or more than one. */
export function planNodeLink(
  document: NetworkDocument,
  source: NodeEnd,
  target: NodeEnd,
): readonly Command[] | undefined {
  const from = outputAt(document, source);
  const inputs = inputsAt(document, target);
  if (!from || inputs.length === 0) return undefined;
  const group = groupIdOf(target.node);
  const inside = group === undefined ? undefined : groupTree(document.groups).layersOf(group);
  const entering = document.links.filter(
    ({ from: other, to }) => inside?.has(to.layer) && !inside.has(other.layer),
  );
  if (entering.length > 0) {
    return entering.map(({ id, to }) => ({ type: 'add-link', link: { id, from, to }, replaces: id }));
  }
  const commands: Command[] = [];
  let planned = document;
  for (const to of inputs) {
    for (const command of planConnect(planned, from, to)) {
      commands.push(command);
      planned = apply(planned, command);
    }
  }
  return commands;
}

/** Commands that change a line of layers in one step of undo: several into a link, or one out of its line. */
import { applyAll, type Command } from './commands.ts';
import { insertOnLinkCommands, type NewLayer } from './insert.ts';
import type { Layer, Link, NetworkDocument } from './schema.ts';

/** In the order in which they compute. */
export function insertLineCommands(
  document: NetworkDocument,
  link: Link,
  layers: readonly NewLayer[],
): readonly Command[] {
  const commands: Command[] = [];
  let [drawn, rest] = [document, link];
  for (const layer of layers) {
    const added = insertOnLinkCommands(drawn, rest, layer);
    commands.push(...added.commands);
    drawn = applyAll(drawn, added.commands);
    rest = drawn.links.find(({ from }) => from.layer === added.layer) ?? rest;
  }
  return commands;
}

/** What fed the layer feeds what it fed. Undefined where not exactly one link arrives. */
export function takeOutCommands(document: NetworkDocument, layer: Layer): readonly Command[] | undefined {
  const [source, ...others] = document.links.filter(({ to }) => to.layer === layer.id);
  if (!source || others.length > 0) return undefined;
  const onward = document.links.filter(({ from }) => from.layer === layer.id);
  return [
    ...onward.map(
      ({ id, to }): Command => ({ type: 'add-link', link: { id, from: source.from, to }, replaces: id }),
    ),
    { type: 'remove-layers', layers: [layer.id] },
  ];
}

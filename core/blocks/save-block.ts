/** Takes a group out of a network as a block of its own: an Input stands for each layer that feeds it. */
import { takePart } from '../document/copy-part.ts';
import { groupTree } from '../document/groups.ts';
import { freshIds } from '../document/ids.ts';
import {
  emptyDocument,
  type GroupId,
  type Layer,
  type Link,
  type NetworkDocument,
} from '../document/schema.ts';
import { fail, ok, type Result } from '../result.ts';
import type { NetworkAnalysis } from '../shape/analysis.ts';
import { isInput, isOutput } from '../shape/graph.ts';
import { sampleShape } from '../shape/tensor-type.ts';
import { groupEnds } from './group-ends.ts';

/** How far an Input stands before what it feeds. */
const COLUMN = 230;

export function blockOf(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  group: GroupId,
): Result<NetworkDocument, string> {
  const tree = groupTree(document.groups);
  const about = tree.get(group);
  const layers = tree.layersOf(group);
  const part = takePart(document, layers);
  const name = about?.name ?? group;
  const end = part.layers.find((layer) => isInput(layer) || isOutput(layer));
  if (end) {
    return fail(
      `"${name}" holds the ${end.type} "${end.name}", and a block stands between the ends of a network. Take it out of the group, then save the group.`,
    );
  }
  const { sources } = groupEnds(document, layers);
  const ids = freshIds(document);
  const left = Math.min(...part.layers.map(({ position }) => position.x)) - COLUMN;
  const top = Math.min(...part.layers.map(({ position }) => position.y));
  const inputs = sources.map((source, index): readonly [typeof source, Layer] => {
    const type = analysis.layers.get(source.layer)?.outputs?.[0];
    const known = type?.shape.slice(1).every((dimension) => dimension !== null) ? type : undefined;
    return [
      source,
      {
        id: ids.layer('Input'),
        type: 'Input',
        name: ids.name('Input'),
        params: known ? { shape: sampleShape(known.shape) } : {},
        position: { x: left, y: top + index * 120 },
      },
    ];
  });
  const inputOf = ({ from }: Link) =>
    inputs.find(([source]) => source.layer === from.layer && source.port === from.port)?.[1];
  const links = document.links.flatMap((link): Link[] => {
    if (!layers.has(link.to.layer)) return [];
    if (layers.has(link.from.layer)) return [link];
    const input = inputOf(link);
    return input ? [{ id: link.id, from: { layer: input.id, port: 'out' }, to: link.to }] : [];
  });
  return ok({
    ...emptyDocument(name),
    layers: [...inputs.map(([, layer]) => layer), ...part.layers],
    links,
    groups: part.groups
      .filter(({ id }) => tree.pathTo(id).includes(group))
      .map(({ parent, ...one }) => ({
        ...one,
        ...(one.id !== group && parent !== undefined && { parent }),
        collapsed: one.id === group || one.collapsed,
      })),
  });
}

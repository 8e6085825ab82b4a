/** What there is while the contents of one group are shown by themselves. */
import { groupExactly, groupTree } from '../../core/document/groups.ts';
import type { GroupId, LayerId, NetworkDocument } from '../../core/document/schema.ts';

/** Where the group was removed, everything is shown. */
export function stillThere(document: NetworkDocument, group: GroupId | undefined): GroupId | undefined {
  return group !== undefined && groupTree(document.groups).get(group) ? group : undefined;
}

/** The layers of the group, the links among them, and no notes: these lie beside groups. */
export function layersInside(
  document: NetworkDocument,
  inside: GroupId | undefined,
): Pick<NetworkDocument, 'layers' | 'links' | 'notes'> {
  if (inside === undefined) return document;
  const shown = groupTree(document.groups).layersOf(inside);
  return {
    layers: document.layers.filter(({ id }) => shown.has(id)),
    links: document.links.filter(({ from, to }) => shown.has(from.layer) && shown.has(to.layer)),
    notes: [],
  };
}

/** The group that is selected as a whole: its card, its frame, or all layers in it but not the only one. */
export function selectedGroup(
  { groups }: NetworkDocument,
  layers: ReadonlySet<LayerId>,
): GroupId | undefined {
  const tree = groupTree(groups);
  const group = groupExactly(tree, layers);
  const hidden = tree.pathTo(group).some((id) => tree.get(id)?.collapsed);
  return layers.size > 1 || hidden ? group : undefined;
}

/** What an edit did to the groups of a network, in a sentence for a screen reader. */
import { groupTree } from '../../core/document/groups.ts';
import type { Group, GroupId, NetworkDocument } from '../../core/document/schema.ts';
import { enGroups } from '../i18n/en-groups.ts';

interface Shown {
  readonly document: NetworkDocument;
  readonly inside: GroupId | undefined;
}

export function describeGroups(before: Shown, after: Shown): string | undefined {
  const t = enGroups.announce;
  const tree = groupTree(after.document.groups);
  const layers = (group: Group) => tree.layersOf(group.id).size;
  if (before.inside !== after.inside) {
    const group = after.inside === undefined ? undefined : tree.get(after.inside);
    return group ? t.inside(group.name, layers(group)) : t.outside;
  }
  if (before.document.groups === after.document.groups) return undefined;
  const known = new Map(before.document.groups.map((group) => [group.id, group]));
  const sentences: string[] = [];
  for (const group of after.document.groups) {
    const was = known.get(group.id);
    if (!was) sentences.push(t.grouped(group.name, layers(group)));
    else if (was.collapsed !== group.collapsed)
      sentences.push(group.collapsed ? t.collapsed(group.name, layers(group)) : t.expanded(group.name));
    else if (was.name !== group.name) sentences.push(t.renamed(group.name));
  }
  for (const { id, name } of before.document.groups) {
    if (!tree.get(id)) sentences.push(t.ungrouped(name));
  }
  return sentences.length > 1 ? t.several(sentences.length) : sentences[0];
}

/** Part of a drawing on its way through the clipboard, also to another window. */
import { z } from 'zod';
import type { Command } from '../../core/document/commands.ts';
import { takePart } from '../../core/document/copy-part.ts';
import { freshIds } from '../../core/document/ids.ts';
import {
  Group,
  type GroupId,
  Layer,
  type LayerId,
  Link,
  type NetworkDocument,
  Note,
  type NoteId,
  type Position,
} from '../../core/document/schema.ts';
import type { Selection } from './selection.ts';

const FORMAT = 'layerloom/fragment-1';

const Fragment = z.strictObject({
  format: z.literal(FORMAT),
  layers: z.array(Layer).readonly(),
  links: z.array(Link).readonly(),
  notes: z.array(Note).readonly().default([]),
  /** Groups all of whose layers are in it; groups around come before those in them. */
  groups: z.array(Group).readonly().default([]),
});
export type Fragment = z.infer<typeof Fragment>;

/** What is selected, with the links among its layers; undefined where nothing is. */
export function takeFragment(
  document: NetworkDocument,
  chosen: Pick<Selection, 'layers' | 'notes'>,
): Fragment | undefined {
  const { layers, links, groups } = takePart(document, chosen.layers);
  const notes = document.notes.filter(({ id }) => chosen.notes.has(id));
  if (layers.length + notes.length === 0) return undefined;
  return { format: FORMAT, layers, links, notes, groups };
}

/** Text from a clipboard as a fragment; undefined where it is something else. */
export function parseFragment(text: string): Fragment | undefined {
  if (!text.includes(FORMAT)) return undefined;
  try {
    return Fragment.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Brings copies with new ids and names into the document, moved by `offset`. A copy of a locked layer is free. */
export function planPaste(
  document: NetworkDocument,
  fragment: Fragment,
  offset: Position,
): { readonly selection: Pick<Selection, 'layers' | 'notes'>; readonly commands: readonly Command[] } {
  const ids = freshIds(document);
  const shifted = ({ x, y }: Position): Position => ({ x: x + offset.x, y: y + offset.y });
  const renamed = new Map<LayerId, LayerId>();
  const commands: Command[] = [];
  for (const { locked: _locked, ...layer } of fragment.layers) {
    const id = ids.layer(layer.type);
    renamed.set(layer.id, id);
    const name = layer.name === layer.id ? id : `${layer.name} copy`.slice(0, 120);
    commands.push({ type: 'add-layer', layer: { ...layer, id, name, position: shifted(layer.position) } });
  }
  for (const { from, to, bends } of fragment.links) {
    const [source, target] = [renamed.get(from.layer), renamed.get(to.layer)];
    if (source === undefined || target === undefined) continue;
    const link: Link = {
      id: ids.link(),
      from: { ...from, layer: source },
      to: { ...to, layer: target },
      ...(bends && { bends: bends.map(shifted) }),
    };
    commands.push({ type: 'add-link', link });
  }
  const notes: NoteId[] = [];
  for (const note of fragment.notes) {
    const id = ids.note();
    notes.push(id);
    commands.push({ type: 'add-note', note: { ...note, id, position: shifted(note.position) } });
  }
  const regrouped = new Map(fragment.groups.map(({ id }) => [id, ids.group()] as const));
  for (const { parent, ...group } of fragment.groups) {
    const id = regrouped.get(group.id) ?? group.id;
    const around: GroupId | undefined = parent && regrouped.get(parent);
    const members = group.layers.flatMap((layer) => renamed.get(layer) ?? []);
    const name = parent === undefined ? ids.groupName(group.name) : group.name;
    const copy: Group = {
      ...group,
      id,
      name,
      layers: members,
      ...(around !== undefined && { parent: around }),
    };
    commands.push({ type: 'add-group', group: copy });
  }
  return { selection: { layers: new Set(renamed.values()), notes: new Set(notes) }, commands };
}

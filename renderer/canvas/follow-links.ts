/** From node to node along links: on, back, and to the other branches beside. */
import type { LayerId } from '../../core/document/schema.ts';
import { shownNodes } from '../groups/group-elements.ts';
import type { DocumentState } from '../state/document-store.ts';

export type Way = 'on' | 'back' | 'next-branch' | 'previous-branch';

type Sheet = Pick<DocumentState, 'history' | 'inside'>;
type Neighbours = ReadonlyMap<string, readonly string[]>;

/** The node that a way leads to; undefined where there is none. Collapsed groups are nodes like layers. */
export function followLink({ history, inside }: Sheet, from: string, way: Way): string | undefined {
  const { targets, sources } = neighboursOf(history.document, inside);
  if (way === 'on') return targets.get(from)?.[0];
  if (way === 'back') return sources.get(from)?.[0];
  const branches = branchesBeside(from, sources, targets) ?? branchesBeside(from, targets, sources) ?? [];
  const at = branches.indexOf(from) + (way === 'next-branch' ? 1 : -1);
  return branches[(at + branches.length) % branches.length];
}

/** All that the first neighbour on one side leads to, where that is more than one. */
function branchesBeside(from: string, side: Neighbours, other: Neighbours): readonly string[] | undefined {
  const [neighbour] = side.get(from) ?? [];
  const branches = neighbour === undefined ? undefined : other.get(neighbour);
  return branches && branches.length > 1 ? branches : undefined;
}

function neighboursOf(document: Sheet['history']['document'], inside: Sheet['inside']) {
  const shown = document.groups.length > 0 ? shownNodes(document, inside) : undefined;
  const nodeOf = (layer: LayerId) => (shown ? shown.get(layer) : layer);
  const targets = new Map<string, string[]>();
  const sources = new Map<string, string[]>();
  const note = (map: Map<string, string[]>, one: string, other: string) => {
    const known = map.get(one);
    if (!known) map.set(one, [other]);
    else if (!known.includes(other)) known.push(other);
  };
  for (const { from, to } of document.links) {
    const [source, target] = [nodeOf(from.layer), nodeOf(to.layer)];
    if (source === undefined || target === undefined || source === target) continue;
    note(targets, source, target);
    note(sources, target, source);
  }
  return { targets, sources };
}

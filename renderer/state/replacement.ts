/** Inputs that an edit gave another source: a link gave way, and the person is told. */
import type { LayerId, Link, NetworkDocument } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';

/** A sentence where links gave way to others on the same input; edits that change layers speak for themselves. */
export function describeReplacement(before: NetworkDocument, after: NetworkDocument): string | undefined {
  if (before.links === after.links || before.layers !== after.layers) return undefined;
  const kept = new Map(after.links.map((link) => [link.id, link]));
  const known = new Set(before.links);
  const newcomers = after.links.filter((link) => !known.has(link));
  const name = (id: LayerId) => after.layers.find((layer) => layer.id === id)?.name ?? id;
  for (const old of before.links) {
    const now = kept.get(old.id);
    if (now && sameInput(now, old) && now.from.layer === old.from.layer) continue;
    const newcomer = newcomers.find((link) => sameInput(link, old));
    if (newcomer && newcomer.from.layer !== old.from.layer) {
      return t.replaced(name(old.to.layer), name(newcomer.from.layer), name(old.from.layer));
    }
  }
  return undefined;
}

function sameInput(a: Link, b: Link): boolean {
  return a.to.layer === b.to.layer && a.to.port === b.to.port;
}

/** Adding and removing break points of links. */
import type { LinkId, Position } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { boxOfLayer } from '../state/frames.ts';
import { snap } from '../state/layer-geometry.ts';
import { bendIndex } from './bent-path.ts';

/** Adds a bend where a link is pointed at, or in its middle. */
export function addBend(store: DocumentStore, id: LinkId, at?: Position): void {
  const { history, dispatch, select } = store.getState();
  const { layers, links } = history.document;
  const link = links.find((other) => other.id === id);
  const from = layers.find((layer) => layer.id === link?.from.layer);
  const to = layers.find((layer) => layer.id === link?.to.layer);
  if (!link || !from || !to) return;
  const [left, right] = [boxOfLayer(from), boxOfLayer(to)];
  const source = { x: left.x + left.width, y: left.y + left.height / 2 };
  const target = { x: right.x, y: right.y + right.height / 2 };
  const point = at ?? { x: (source.x + target.x) / 2, y: (source.y + target.y) / 2 + 40 };
  const bends = [...(link.bends ?? [])];
  bends.splice(bendIndex(source, bends, target, point), 0, snap(point));
  dispatch(t.edits.addBend, [{ type: 'bend-link', link: id, bends }]);
  select({ links: new Set([id]) });
}

/** Draws a link straight again. */
export function straighten(store: DocumentStore, ids: Iterable<LinkId>): void {
  const commands = [...ids].map((link) => ({ type: 'bend-link', link, bends: [] }) as const);
  store.getState().dispatch(t.edits.straighten, commands);
}

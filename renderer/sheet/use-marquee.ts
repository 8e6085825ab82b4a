/** A rectangle drawn over a large drawing selects all that lies in it, whether it is an element or painted. */
import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import type { LayerId, LinkId, NetworkDocument, NoteId } from '../../core/document/schema.ts';
import { linkIdOf } from '../canvas/flow-elements.ts';
import { noteIdOf } from '../canvas/note-elements.ts';
import { layersOfNode } from '../groups/sheet-nodes.ts';
import type { DocumentStore } from '../state/document-store.ts';
import type { Box } from '../state/frames.ts';
import type { Selection } from '../state/selection.ts';
import type { SheetHandle } from './pins.ts';
import { boxOfNode, holdsBox, isLarge, type Sheet } from './sheet.ts';

export function useMarquee(store: DocumentStore, handle: SheetHandle): void {
  const flow = useStoreApi();
  useEffect(
    () =>
      flow.subscribe(({ userSelectionActive, userSelectionRect, transform: [x, y, zoom] }, before) => {
        if (!userSelectionActive || !userSelectionRect || userSelectionRect === before.userSelectionRect)
          return;
        if (!isLarge(handle.current)) return;
        const area = {
          x: (userSelectionRect.x - x) / zoom,
          y: (userSelectionRect.y - y) / zoom,
          width: userSelectionRect.width / zoom,
          height: userSelectionRect.height / zoom,
        };
        const { history, selection, select } = store.getState();
        const next = selectionIn(handle.current, history.document, area);
        const same =
          sameSize(next, selection) && [...next.layers].every((layer) => selection.layers.has(layer));
        if (!same) select(next);
      }),
    [flow, store, handle],
  );
}

function sameSize(one: Selection, other: Selection): boolean {
  return (
    one.layers.size === other.layers.size &&
    one.notes.size === other.notes.size &&
    one.links.size === other.links.size
  );
}

/** What lies wholly in an area, with all links that end there. */
export function selectionIn(sheet: Sheet, document: NetworkDocument, area: Box): Selection {
  const inside = sheet
    .nodesIn(area)
    .filter((node) => node.selectable !== false && holdsBox(area, boxOfNode(node)));
  const ids = new Set(inside.map(({ id }) => id));
  const layers = new Set<LayerId>();
  const notes = new Set<NoteId>();
  for (const id of ids) {
    const note = noteIdOf(id);
    if (note !== undefined) notes.add(note);
    else for (const layer of layersOfNode(document, id)) layers.add(layer);
  }
  const links = new Set<LinkId>(
    sheet.edges
      .filter(
        ({ source, target, selectable }) => selectable !== false && (ids.has(source) || ids.has(target)),
      )
      .flatMap(({ id, data }) => data?.links ?? [linkIdOf(id)]),
  );
  return { layers, notes, links };
}

/** Layers may be hidden in a group: whether one is on the sheet, and how to bring it there. */
import { groupTree } from '../../core/document/groups.ts';
import type { LayerId } from '../../core/document/schema.ts';
import type { DocumentState, DocumentStore } from '../state/document-store.ts';
import { shownNodes } from './group-elements.ts';

export function isShown({ history, inside }: DocumentState, layer: LayerId): boolean {
  return shownNodes(history.document, inside).get(layer) === layer;
}

/** Goes into the group of a layer that is not on the sheet. False where it is there already. */
export function showLayer(store: DocumentStore, layer: LayerId): boolean {
  const { history, selection, enter, select } = store.getState();
  if (isShown(store.getState(), layer)) return false;
  enter(groupTree(history.document.groups).groupOf(layer));
  select(selection);
  return true;
}

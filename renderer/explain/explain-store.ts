/** Which layer's numbers are explained now. One store for each document. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerId } from '../../core/document/schema.ts';
import type { DocumentStore } from '../state/document-store.ts';

export interface ExplainState {
  readonly layer: LayerId | undefined;
  /** Asked for by a key or a click: it stays until it is closed. */
  readonly pinned: boolean;
  explain(layer: LayerId | undefined, pinned?: boolean): void;
}

const STORES = new WeakMap<DocumentStore, StoreApi<ExplainState>>();

export function explanationOf(document: DocumentStore): StoreApi<ExplainState> {
  const known = STORES.get(document);
  if (known) return known;
  const made = createStore<ExplainState>((set) => ({
    layer: undefined,
    pinned: false,
    explain: (layer, pinned = false) => set({ layer, pinned }),
  }));
  STORES.set(document, made);
  return made;
}

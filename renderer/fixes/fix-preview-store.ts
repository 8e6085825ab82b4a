/** The fix that is pointed at and not applied yet. One store for each document. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Fix } from '../../core/issues/issue.ts';
import type { DocumentStore } from '../state/document-store.ts';

export interface FixPreviewState {
  readonly fix: Fix | undefined;
  point(fix: Fix | undefined): void;
}

const STORES = new WeakMap<DocumentStore, StoreApi<FixPreviewState>>();

export function fixPreviewOf(document: DocumentStore): StoreApi<FixPreviewState> {
  const known = STORES.get(document);
  if (known) return known;
  const made = createStore<FixPreviewState>((set) => ({
    fix: undefined,
    point: (fix) => set({ fix }),
  }));
  STORES.set(document, made);
  return made;
}

/** Hands the open document to every component. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { DocumentState, DocumentStore } from './document-store.ts';

const DocumentContext = createContext<DocumentStore | undefined>(undefined);

export function DocumentProvider({ store, children }: { store: DocumentStore; children: ReactNode }) {
  return <DocumentContext value={store}>{children}</DocumentContext>;
}

/** The store itself, for reading and acting in event handlers without rendering again. */
export function useDocumentStore(): DocumentStore {
  const store = useContext(DocumentContext);
  if (!store) throw new Error('useDocumentStore is used outside of DocumentProvider.');
  return store;
}

/** Part of the document's state; the component renders again when that part changes. */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useStore(useDocumentStore(), selector);
}

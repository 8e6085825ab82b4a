/** Hands the window's state to every component. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { UiState, UiStore } from './ui-store.ts';

const UiContext = createContext<UiStore | undefined>(undefined);

export function UiProvider({ store, children }: { store: UiStore; children: ReactNode }) {
  return <UiContext value={store}>{children}</UiContext>;
}

/** The store itself, for acting in event handlers: `useUiStore().getState().showWorkspace('evaluate')`. */
export function useUiStore(): UiStore {
  const store = useContext(UiContext);
  if (!store) throw new Error('useUiStore is used outside of UiProvider.');
  return store;
}

/** Part of the window's state; the component renders again when that part changes. */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(useUiStore(), selector);
}

/** Hands the runs to every component. */
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { OpenedRun, RunState, RunStore } from './run-store.ts';
import { shownRun } from './run-store.ts';

const RunStoreContext = createContext<RunStore | undefined>(undefined);

export function RunStoreProvider({ store, children }: { store: RunStore; children: ReactNode }) {
  useEffect(() => {
    void store.getState().load();
  }, [store]);
  return <RunStoreContext value={store}>{children}</RunStoreContext>;
}

/** The store itself, for acting in event handlers without rendering again. */
export function useRunStore(): RunStore {
  const store = useContext(RunStoreContext);
  if (!store) throw new Error('useRunStore is used outside of RunStoreProvider.');
  return store;
}

/** Part of the runs' state; the component renders again when that part changes. */
export function useRuns<T>(selector: (state: RunState) => T): T {
  return useStore(useRunStore(), selector);
}

/** The run that is shown, once it has been read. */
export function useShownRun(): OpenedRun | undefined {
  return useRuns((state) => {
    const run = shownRun(state);
    return run === undefined ? undefined : state.opened[run];
  });
}

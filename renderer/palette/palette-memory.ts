/** Favourite layers and those that were used last, remembered between starts. */
import { createStore, type StoreApi } from 'zustand/vanilla';

const KEY = 'layerloom.palette';
const MOST_RECENT = 6;

export interface PaletteMemory {
  /** Layer types, in the order in which they were starred. */
  readonly favourites: readonly string[];
  /** Layer types, the last one first. */
  readonly recent: readonly string[];
  toggleFavourite(type: string): void;
  noteUse(type: string): void;
}

export type PaletteMemoryStore = StoreApi<PaletteMemory>;

export function createPaletteMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): PaletteMemoryStore {
  const store = createStore<PaletteMemory>((set, get) => ({
    ...readMemory(storage.getItem(KEY)),
    toggleFavourite: (type) => {
      const { favourites } = get();
      set({
        favourites: favourites.includes(type)
          ? favourites.filter((other) => other !== type)
          : [...favourites, type],
      });
    },
    noteUse: (type) => {
      const others = get().recent.filter((other) => other !== type);
      set({ recent: [type, ...others].slice(0, MOST_RECENT) });
    },
  }));
  store.subscribe(({ favourites, recent }) => storage.setItem(KEY, JSON.stringify({ favourites, recent })));
  return store;
}

/** What is missing or damaged is empty. */
function readMemory(text: string | null): Pick<PaletteMemory, 'favourites' | 'recent'> {
  const types = (value: unknown) =>
    Array.isArray(value) ? value.filter((type): type is string => typeof type === 'string') : [];
  try {
    const remembered: unknown = JSON.parse(text ?? '{}');
    const { favourites, recent } = Object(remembered) as Record<string, unknown>;
    return { favourites: types(favourites), recent: types(recent).slice(0, MOST_RECENT) };
  } catch {
    return { favourites: [], recent: [] };
  }
}

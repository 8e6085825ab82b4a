/** The blocks that a person saved to the palette. The host keeps them, beside the projects. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { HostClient, OwnBlock } from '../../host/contract.ts';
import { en } from '../i18n/en.ts';

export interface BlockLibraryState {
  readonly blocks: readonly OwnBlock[];
  /** Why the host could not be asked. */
  readonly fault: string | undefined;
  refresh(): Promise<void>;
  /** Whether it could be kept. */
  save(document: NetworkDocument): Promise<boolean>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
}

export type BlockLibrary = StoreApi<BlockLibraryState>;

export function createBlockLibrary(host: HostClient): BlockLibrary {
  return createStore<BlockLibraryState>((set, get) => {
    /** Does something with the host and looks at what is there afterwards. */
    const change = async (act: () => Promise<unknown>): Promise<boolean> => {
      try {
        await act();
        set({ blocks: await host.request('blocks.list', {}), fault: undefined });
        return true;
      } catch (error) {
        set({ fault: error instanceof Error ? error.message : en.errors.unknown });
        return false;
      }
    };
    return {
      blocks: [],
      fault: undefined,
      refresh: async () => void (await change(async () => undefined)),
      save: (document) => change(() => host.request('blocks.save', { document })),
      rename: async (id, name) => {
        const known = get().blocks.find((block) => block.id === id);
        if (known)
          await change(() => host.request('blocks.save', { id, document: renamed(known.document, name) }));
      },
      remove: async (id) => void (await change(() => host.request('blocks.remove', { id }))),
    };
  });
}

/** The group that is the block is called as the block is. */
function renamed(document: NetworkDocument, name: string): NetworkDocument {
  const groups = document.groups.map((group) =>
    group.parent === undefined && group.name === document.name ? { ...group, name } : group,
  );
  return { ...document, name, groups };
}

/** Which engine trains, and which ones could. Works without React. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type EngineReport, HostError } from '../../host/contract.ts';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';

const KEPT = 'layerloom.engine';
const PROCESSOR = 'cpu';

export interface EngineState {
  /** The processor, until another is chosen. */
  readonly chosen: string;
  /** Undefined until they have been asked for. */
  readonly engines: readonly EngineReport[] | undefined;
  readonly testing: boolean;
  /** Why they could not be tested. */
  readonly fault: string | undefined;

  /** Asks for the list once; `again` has everything tested anew. */
  load(again?: boolean): Promise<void>;
  choose(engine: string): void;
}

export type EngineStore = StoreApi<EngineState>;

export function createEngineStore(
  client: Pick<ConnectedHostClient, 'request'>,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): EngineStore {
  return createStore<EngineState>((set, get) => ({
    chosen: storage.getItem(KEPT) ?? PROCESSOR,
    engines: undefined,
    testing: false,
    fault: undefined,
    async load(again = false) {
      const { engines, testing } = get();
      if (testing || (engines && !again)) return;
      set({ testing: true, fault: undefined });
      try {
        set({ engines: await client.request('engines.list', { again }), testing: false });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        set({ testing: false, fault: error instanceof HostError ? error.fault.message : message });
      }
    },
    choose(engine) {
      storage.setItem(KEPT, engine);
      set({ chosen: engine });
    },
  }));
}

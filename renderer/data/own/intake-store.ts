/** Data of one's own on its way in: copied to the host where that is needed, read, and given to the network. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { HostError, MOST_UPLOAD_FILES, READING_CANCELLED } from '../../../host/contract.ts';
import type { ConnectedHostClient } from '../../client/connected-host-client.ts';
import { enOwnData as t } from '../../i18n/en-own-data.ts';
import type { Picked } from './picked.ts';
import { sendFiles } from './send-files.ts';

export type Intake =
  | { readonly step: 'idle' }
  | { readonly step: 'listing' }
  /** `done` and `total` in bytes; `since` in milliseconds. */
  | {
      readonly step: 'copying';
      readonly name: string;
      readonly done: number;
      readonly total: number;
      readonly since: number;
    }
  /** Its progress is told by the host. */
  | { readonly step: 'reading'; readonly name: string; readonly source: string }
  | { readonly step: 'failed'; readonly name: string; readonly message: string };

export interface IntakeState {
  readonly intake: Intake;
  /** What was dropped or chosen; reading a folder's entries may take a while. */
  bring(picking: Promise<Picked>): Promise<void>;
  /** What lies where the host can read it. */
  open(source: string): Promise<void>;
  /** Says why something was not taken. */
  refuse(name: string, message: string): void;
  /** Ends what is under way, or closes the message about what failed. */
  cancel(): void;
}

export type IntakeStore = StoreApi<IntakeState>;

/** `prepare` is called when data comes, and gives what to do with it when it is read. */
export function createIntake(
  host: ConnectedHostClient,
  prepare: () => Promise<(source: string) => Promise<void>>,
): IntakeStore {
  return createStore<IntakeState>((set, get) => {
    let current = new AbortController();

    const begin = (intake: Intake): AbortSignal => {
      current.abort();
      current = new AbortController();
      set({ intake });
      return current.signal;
    };
    const fail = (signal: AbortSignal, name: string, error: unknown) => {
      if (signal.aborted) return;
      const cancelled = error instanceof HostError && error.fault.code === READING_CANCELLED;
      const message = error instanceof Error ? error.message : String(error);
      set({ intake: cancelled ? { step: 'idle' } : { step: 'failed', name, message } });
    };
    const read = async (
      signal: AbortSignal,
      name: string,
      source: string,
      adopt: (source: string) => Promise<void>,
    ) => {
      set({ intake: { step: 'reading', name, source } });
      await host.request('datasets.describe', { source });
      if (signal.aborted) return;
      await adopt(source);
      if (!signal.aborted) set({ intake: { step: 'idle' } });
    };

    return {
      intake: { step: 'idle' },

      async bring(picking) {
        const signal = begin({ step: 'listing' });
        // Its failure is told when its turn comes.
        picking.catch(() => undefined);
        const adopt = await prepare();
        let name = '';
        let copy: string | undefined;
        try {
          const picked = await picking;
          if (signal.aborted) return;
          name = picked.name;
          const { length } = picked.files;
          if (length === 0) throw new Error(t.empty(name));
          if (length > MOST_UPLOAD_FILES) throw new Error(t.tooMany(name, length, MOST_UPLOAD_FILES));
          const since = Date.now();
          copy = await sendFiles(host, picked, signal, (done, total) => {
            if (!signal.aborted) set({ intake: { step: 'copying', name, done, total, since } });
          });
          if (copy !== undefined) await read(signal, name, copy, adopt);
        } catch (error) {
          // A copy that is of no use is not kept.
          if (copy !== undefined) void host.request('data.forget', { source: copy }).catch(() => undefined);
          fail(signal, name, error);
        }
      },

      async open(source) {
        const name =
          source
            .split(/[/\\]/)
            .filter((part) => part !== '')
            .at(-1) ?? source;
        const signal = begin({ step: 'reading', name, source });
        try {
          await read(signal, name, source, await prepare());
        } catch (error) {
          fail(signal, name, error);
        }
      },

      refuse(name, message) {
        begin({ step: 'failed', name, message });
      },

      cancel() {
        const { intake } = get();
        begin({ step: 'idle' });
        if (intake.step !== 'reading') return;
        void host.request('datasets.cancel', { source: intake.source }).catch(() => undefined);
      },
    };
  });
}

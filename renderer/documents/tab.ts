/** One open network with all that belongs to it alone: its history and selection, its saving, its runs. */
import type { ConnectedHostClient } from '../client/connected-host-client.ts';
import {
  type Autosave,
  type AutosaveOptions,
  followDataset,
  startAutosave,
} from '../state/document-autosave.ts';
import { createDocumentStore, type DocumentStore } from '../state/document-store.ts';
import { createRunStore, type RunStore } from '../state/run-store.ts';
import { type DraftKeeper, keepDraft } from './drafts.ts';

export interface Tab {
  readonly id: string;
  readonly document: DocumentStore;
  readonly runs: RunStore;
  readonly autosave: Autosave;
  readonly draft: DraftKeeper;
  /** Ends everything that goes on for it. */
  end(): void;
}

interface TabOptions extends AutosaveOptions {
  readonly id: string;
  readonly storage: Storage;
  readonly engine: () => string;
  /** The run that it showed before. */
  readonly bound?: string | undefined;
}

export function createTab(host: ConnectedHostClient, options: TabOptions): Tab {
  const { client, end } = endable(host);
  const document = createDocumentStore();
  const runs = createRunStore(client, { engine: options.engine, bound: options.bound });
  const autosave = startAutosave(document, client, options);
  const draft = keepDraft(document, options.storage, options.id, () => autosave.known()?.revision);
  const stopDataset = followDataset(document, client);
  const stopRuns = document.subscribe(({ opened, history }, previous) => {
    if (opened !== previous.opened) void runs.getState().follow(history.document.name);
  });
  return {
    id: options.id,
    document,
    runs,
    autosave,
    draft,
    end() {
      stopRuns();
      stopDataset();
      autosave.stop();
      draft.stop();
      end();
    },
  };
}

/** The host, with an end to all that was subscribed to. */
function endable(host: ConnectedHostClient): { client: ConnectedHostClient; end(): void } {
  const ends: (() => void)[] = [];
  const keep = (stop: () => void) => {
    ends.push(stop);
    return stop;
  };
  return {
    client: {
      ...host,
      subscribe: (listener) => keep(host.subscribe(listener)),
      onConnection: (listener) => keep(host.onConnection(listener)),
    },
    end() {
      for (const stop of ends) stop();
    },
  };
}

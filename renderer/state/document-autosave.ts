/** Connects the document to the host: saves it shortly after each edit and fetches what its dataset holds. */
import type { HostClient } from '../../host/contract.ts';
import { en } from '../i18n/en.ts';
import type { DocumentStore } from './document-store.ts';

/** Edits closer together than this are saved together. */
export const AUTOSAVE_DELAY = 1500;

/** Remembers which project was open, for the next start. */
export interface LastProject {
  get(): string | undefined;
  set(project: string | undefined): void;
}

export interface Autosave {
  /** Saves now what is not saved yet; resolves when it is on disk or has failed. */
  flush(): Promise<void>;
  stop(): void;
}

/** Saves after every pause in editing. One save is under way at a time; edits meanwhile cause another. */
export function startAutosave(store: DocumentStore, host: HostClient, last: LastProject): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();

  const save = async () => {
    const { history, project, opened } = store.getState();
    const { document } = history;
    store.getState().setSave({ status: 'saving' });
    try {
      const { id } = await host.request('projects.save', {
        ...(project === undefined ? {} : { id: project }),
        document,
      });
      const now = store.getState();
      if (now.opened !== opened) return;
      last.set(id);
      const current = now.history.document === document;
      now.setSave({ status: current ? 'saved' : 'unsaved' }, id);
    } catch (error) {
      if (store.getState().opened !== opened) return;
      store.getState().setSave({ status: 'failed', message: messageOf(error) });
    }
  };

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(() => (store.getState().save.status === 'saved' ? undefined : save()));
    return saving;
  };

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.opened !== previous.opened) last.set(state.project);
    const edited = state.history.document !== previous.history.document;
    const outdated = previous.save.status === 'saving';
    if (state.save.status !== 'unsaved' || !(edited || outdated)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), AUTOSAVE_DELAY);
  });

  return {
    flush,
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

/** Asks the host to describe the document's dataset whenever it becomes another one. */
export function followDataset(store: DocumentStore, host: HostClient): () => void {
  const ask = async () => {
    const { dataset } = store.getState();
    if (dataset.status !== 'loading') return;
    const { reference } = dataset;
    const isCurrent = () => {
      const now = store.getState().dataset;
      return now.status !== 'none' && now.reference === reference;
    };
    try {
      const description = await host.request('datasets.describe', reference);
      if (isCurrent()) store.getState().setDataset({ status: 'ready', reference, description });
    } catch (error) {
      if (isCurrent())
        store.getState().setDataset({ status: 'failed', reference, message: messageOf(error) });
    }
  };
  void ask();
  return store.subscribe((state, previous) => {
    if (state.dataset !== previous.dataset) void ask();
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : en.errors.unknown;
}

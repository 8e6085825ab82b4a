/** Connects the document to the host: saves it shortly after each edit and fetches what its dataset holds. */
import { writeDocument } from '../../core/document/read.ts';
import { NetworkDocument } from '../../core/document/schema.ts';
import { type HostClient, HostError, type OpenedProject, PROJECT_CHANGED } from '../../host/contract.ts';
import { en } from '../i18n/en.ts';
import { enDocuments } from '../i18n/en-documents.ts';
import type { DocumentStore } from './document-store.ts';

/** Edits closer together than this are saved together. */
export const AUTOSAVE_DELAY = 1500;

/** What the host has of a document. */
export interface Saved {
  readonly revision: string;
  readonly document: NetworkDocument;
}

export interface Autosave {
  /** Saves now what is not saved yet; resolves when it is on disk or has failed. */
  flush(): Promise<void>;
  /** What the project is now known to be on disk. */
  know(saved: Saved | undefined): void;
  known(): Saved | undefined;
  /** Saves nothing until it is let go, so that what is on disk can still be chosen. */
  hold(held: boolean): void;
  stop(): void;
}

export interface AutosaveOptions {
  /** Another window saved the same project while this one has edits of its own. */
  onConflict(theirs: OpenedProject): void;
}

/**
 * Saves after every pause in editing. One save is under way at a time; edits meanwhile cause another. What another
 * window saved is taken over where nothing was edited here, and never overwritten unseen.
 */
export function startAutosave(store: DocumentStore, host: HostClient, options: AutosaveOptions): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();
  let known: Saved | undefined;
  let held = false;

  const save = async () => {
    const { history, project, opened } = store.getState();
    const { document } = history;
    const base = project === undefined ? undefined : known?.revision;
    const isOpen = () => store.getState().opened === opened;
    store.getState().setSave({ status: 'saving' });
    try {
      const { id, revision } = await host.request('projects.save', {
        ...(project !== undefined && { id: project }),
        ...(base !== undefined && { base }),
        document,
      });
      if (!isOpen()) return;
      known = { revision, document };
      const current = store.getState().history.document === document;
      store.getState().setSave({ status: current ? 'saved' : 'unsaved' }, id);
    } catch (error) {
      if (!isOpen()) return;
      if (project !== undefined && isConflict(error)) await settle(project, isOpen);
      else store.getState().setSave({ status: 'failed', message: messageOf(error) });
    }
  };

  /** Looks at what another window saved; what this window left there itself is no conflict. */
  const settle = async (project: string, isOpen: () => boolean) => {
    try {
      const theirs = await host.request('projects.open', { id: project });
      if (!isOpen()) return;
      const ours = known && sameDocument(known.document, theirs.document);
      known = { revision: theirs.revision, document: theirs.document };
      if (ours) {
        await save();
        return;
      }
      held = true;
      store.getState().setSave({ status: 'conflict' });
      options.onConflict(theirs);
    } catch (error) {
      if (isOpen()) store.getState().setSave({ status: 'failed', message: messageOf(error) });
    }
  };

  /** Another window saved: where nothing was edited here, this one follows, and undo goes back. */
  const follow = async (id: string, revision: string) => {
    await saving;
    const { project, save: state, opened } = store.getState();
    if (project !== id || revision === known?.revision || state.status !== 'saved' || held) return;
    const theirs = await host.request('projects.open', { id }).catch(() => undefined);
    const now = store.getState();
    if (!theirs || now.opened !== opened || now.save.status !== 'saved') return;
    if (theirs.revision === known?.revision) return;
    known = { revision: theirs.revision, document: theirs.document };
    now.replace(enDocuments.elsewhere, theirs.document);
    now.setSave({ status: 'saved' });
  };

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const needed = () => !held && store.getState().save.status !== 'saved';
    saving = saving.then(() => (needed() ? save() : undefined));
    return saving;
  };

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.opened !== previous.opened) known = undefined;
    const edited = state.history.document !== previous.history.document;
    const outdated = previous.save.status === 'saving';
    if (state.save.status !== 'unsaved' || !(edited || outdated)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), AUTOSAVE_DELAY);
  });
  const unfollow = host.subscribe((event) => {
    if (event.type === 'project-saved') void follow(event.id, event.revision);
  });

  return {
    flush,
    know(saved) {
      known = saved;
    },
    known: () => known,
    hold(wanted) {
      held = wanted;
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
      unfollow();
    },
  };
}

function isConflict(error: unknown): boolean {
  return error instanceof HostError && error.fault.code === PROJECT_CHANGED;
}

/** Both went through the schema, which orders their fields. */
function sameDocument(one: NetworkDocument, other: NetworkDocument): boolean {
  return writeDocument(NetworkDocument.parse(one)) === writeDocument(NetworkDocument.parse(other));
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

/** What is not on disk yet, kept in the browser beside it: it outlives a crash of the window and of the host. */
import { z } from 'zod';
import { parseDocument } from '../../core/document/read.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { DocumentStore } from '../state/document-store.ts';

const KEY = 'layerloom.draft.';
/** Edits closer together than this are kept together. */
export const DRAFT_DELAY = 300;

export interface Draft {
  readonly document: NetworkDocument;
  /** When it was edited last. */
  readonly at: string;
  readonly project?: string | undefined;
  /** The revision on disk that it was made of. */
  readonly base?: string | undefined;
  /** The window said goodbye: the draft goes on where it was left. */
  readonly left: boolean;
}

const Stored = z.object({
  document: z.unknown(),
  at: z.string(),
  project: z.string().optional(),
  base: z.string().optional(),
  left: z.boolean(),
});

export function readDraft(storage: Pick<Storage, 'getItem'>, tab: string): Draft | undefined {
  try {
    const { document, ...rest } = Stored.parse(JSON.parse(storage.getItem(KEY + tab) ?? ''));
    const read = parseDocument(document);
    return read.ok ? { ...rest, document: read.value } : undefined;
  } catch {
    return undefined;
  }
}

export interface DraftKeeper {
  /** Writes now what is not on disk; `left` says that the window goes orderly. */
  flush(left: boolean): void;
  /** While a choice is pending, what was recovered stays where it is. */
  hold(held: boolean): void;
  stop(): void;
  /** Ends the keeping; the draft goes with it. */
  discard(): void;
}

/** Keeps a draft as long as the document is not saved. */
export function keepDraft(
  store: DocumentStore,
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  tab: string,
  base: () => string | undefined,
): DraftKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let edited = new Date().toISOString();
  let held = false;

  const write = (left: boolean) => {
    clearTimeout(timer);
    timer = undefined;
    const { history, project, save, opened } = store.getState();
    if (held || opened === 0) return;
    if (save.status === 'saved') {
      storage.removeItem(KEY + tab);
      return;
    }
    const draft: Draft = { document: history.document, at: edited, project, base: base(), left };
    try {
      storage.setItem(KEY + tab, JSON.stringify(draft));
    } catch {
      // The browser's room is used up. The document is on its way to the disk all the same.
    }
  };

  const unsubscribe = store.subscribe((state, previous) => {
    const changed = state.history.document !== previous.history.document;
    if (changed) edited = new Date().toISOString();
    if (state.save.status === 'saved' && previous.save.status !== 'saved') write(false);
    else if (changed && timer === undefined) timer = setTimeout(() => write(false), DRAFT_DELAY);
  });

  const stop = () => {
    clearTimeout(timer);
    unsubscribe();
  };

  return {
    flush: write,
    stop,
    hold(wanted) {
      held = wanted;
    },
    discard() {
      stop();
      storage.removeItem(KEY + tab);
    },
  };
}

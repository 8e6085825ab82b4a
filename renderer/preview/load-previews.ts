/**
 * Keeps the previews on the screen up to date: asks the host for those whose layers have changed, a moment after the
 * last edit, a few at a time and one request after the other. An answer that an edit has outrun is thrown away.
 */
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import { computationKeys } from '../../core/preview/computation.ts';
import { type HostClient, HostError } from '../../host/contract.ts';
import type { DocumentStore } from '../state/document-store.ts';
import type { RunStore } from '../state/run-store.ts';
import { isShown, type PreviewStore } from './preview-store.ts';

const AFTER_EDIT_MS = 250;
/** In one request, so that the first appear soon and an outdated one does not take long. */
const AT_ONCE = 8;
/** Layers follow a run in progress this often at most: it needs the processor more than they do. */
const LIVE_MS = 1500;

interface Parts {
  readonly documents: DocumentStore;
  readonly previews: PreviewStore;
  readonly runs: RunStore;
  readonly host: HostClient;
  readonly delay?: number;
}

/** Returns a function that stops it. */
export function loadPreviews({ documents, previews, runs, host, delay = AFTER_EDIT_MS }: Parts): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let stopped = false;
  const keysOf = rememberKeys();
  let live = liveRun(runs);
  let liveTimer: ReturnType<typeof setTimeout> | undefined;

  const later = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void load(), delay);
  };

  const followRun = () => {
    if (liveTimer !== undefined || liveRun(runs) === live) return;
    liveTimer = setTimeout(() => {
      liveTimer = undefined;
      live = liveRun(runs);
      later();
    }, LIVE_MS);
  };

  /** What each layer on the screen depends on, for those that are not known as they are now. */
  const wanted = (): ReadonlyMap<LayerId, string> => {
    const state = previews.getState();
    const document = documents.getState().history.document;
    if (!document.dataset || state.visible.size === 0) return new Map();
    const about = contextKey(document, state.sample, runs, live);
    const keys = keysOf(document);
    const missing = new Map<LayerId, string>();
    for (const layer of state.visible) {
      if (!isShown(state, layer)) continue;
      const key = `${about} ${keys.get(layer) ?? JSON.stringify(document.links.length)}`;
      if (state.known.get(layer)?.key !== key) missing.set(layer, key);
      if (missing.size === AT_ONCE) break;
    }
    return missing;
  };

  const load = async () => {
    if (busy || stopped) return;
    const asked = wanted();
    const question = [...asked.values()].join();
    if (asked.size === 0 || previews.getState().fault?.key === question) return;
    busy = true;
    const { sample } = previews.getState();
    const document = documents.getState().history.document;
    try {
      const answer = await host.request('layers.preview', { document, layers: [...asked.keys()], sample });
      const now = wanted();
      const current = new Map([...asked].filter(([layer, key]) => now.get(layer) === key));
      if (!stopped && current.size > 0) previews.getState().learn(answer, current);
    } catch (error) {
      const message = error instanceof HostError ? error.fault.message : String(error);
      if (!stopped) previews.getState().fail(question, message);
    } finally {
      busy = false;
    }
    // What has changed meanwhile, and the layers that are still missing.
    void load();
  };

  const stops = [
    documents.subscribe((state, before) => {
      if (state.history.document !== before.history.document) later();
    }),
    previews.subscribe((state, before) => {
      const same =
        state.visible === before.visible &&
        state.sample === before.sample &&
        state.apart === before.apart &&
        state.all === before.all &&
        state.fault === before.fault;
      if (!same) later();
    }),
    runs.subscribe((state, before) => {
      if (state.runs !== before.runs) later();
      followRun();
    }),
  ];
  later();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(liveTimer);
    for (const stop of stops) stop();
  };
}

/** What all previews depend on beside their layers. */
function contextKey(
  { dataset, training }: NetworkDocument,
  sample: number,
  runs: RunStore,
  live: string,
): string {
  const finished = (runs.getState().runs ?? []).filter(({ state }) => state !== 'running');
  const trained = finished.map(({ id, epochsDone }) => `${id}:${epochsDone}`);
  return JSON.stringify([dataset, training.seed, sample, trained, live]);
}

/** The run in progress and how far it is; its weights change with each epoch. */
function liveRun(runs: RunStore): string {
  const { phase, opened } = runs.getState();
  if (phase.type !== 'training') return '';
  return `${phase.run} ${opened[phase.run]?.record.epochs.length ?? 0}`;
}

/** Moving cards makes a new document that computes the same: its keys need not be made again. */
function rememberKeys() {
  let last: { readonly document: NetworkDocument; readonly keys: ReadonlyMap<LayerId, string> } | undefined;
  return (document: NetworkDocument) => {
    if (last?.document !== document) last = { document, keys: computationKeys(document) };
    return last.keys;
  };
}

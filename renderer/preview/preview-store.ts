/** Which layers show what they make of a sample, which sample it is, and what is known. One store for each document. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerId } from '../../core/document/schema.ts';
import type { LayerPreview, NetworkPreview } from '../../core/preview/preview.ts';
import type { DocumentStore } from '../state/document-store.ts';

/** `key` names all that the preview depends on: one with another key is out of date. */
export interface KnownPreview {
  readonly key: string;
  readonly preview: LayerPreview;
}

export interface PreviewState {
  /** All layers are shown but those in `apart`; otherwise only those. */
  readonly all: boolean;
  readonly apart: ReadonlySet<LayerId>;
  /** Counted from 0. */
  readonly sample: number;
  readonly known: ReadonlyMap<LayerId, KnownPreview>;
  readonly about: Pick<NetworkPreview, 'samples' | 'truth' | 'weights'> | undefined;
  /** Why the last request failed, with what it was about. */
  readonly fault: { readonly key: string; readonly message: string } | undefined;
  /** Layers whose previews are on the screen. */
  readonly visible: ReadonlySet<LayerId>;

  showAll(all: boolean): void;
  toggle(layers: Iterable<LayerId>): void;
  step(by: number): void;
  see(layer: LayerId, seen: boolean): void;
  learn(answer: NetworkPreview, keys: ReadonlyMap<LayerId, string>): void;
  fail(key: string, message: string): void;
  /** Asks again after a fault. */
  retry(): void;
}

export type PreviewStore = StoreApi<PreviewState>;

/** So many are kept; what is scrolled away is computed again. */
const MOST_KNOWN = 400;

const STORES = new WeakMap<DocumentStore, PreviewStore>();

export function previewsOf(document: DocumentStore): PreviewStore {
  const known = STORES.get(document);
  if (known) return known;
  const made = createPreviewStore();
  STORES.set(document, made);
  return made;
}

export function isShown({ all, apart }: Pick<PreviewState, 'all' | 'apart'>, layer: LayerId): boolean {
  return all !== apart.has(layer);
}

export function anyShown({ all, apart }: Pick<PreviewState, 'all' | 'apart'>): boolean {
  return all || apart.size > 0;
}

export function createPreviewStore(): PreviewStore {
  return createStore<PreviewState>((set, get) => ({
    all: false,
    apart: new Set(),
    sample: 0,
    known: new Map(),
    about: undefined,
    fault: undefined,
    visible: new Set(),

    showAll: (all) => set({ all, apart: new Set() }),
    toggle: (layers) => {
      const apart = new Set(get().apart);
      const all = [...layers];
      // Several layers are shown unless all of them are.
      const wanted = !all.every((layer) => isShown(get(), layer));
      for (const layer of all) {
        if (wanted === get().all) apart.delete(layer);
        else apart.add(layer);
      }
      set({ apart });
    },
    step: (by) => {
      const { sample, about } = get();
      const samples = about?.samples ?? 1;
      set({ sample: (((sample + by) % samples) + samples) % samples });
    },
    see: (layer, seen) => {
      if (get().visible.has(layer) === seen) return;
      const visible = new Set(get().visible);
      if (seen) visible.add(layer);
      else visible.delete(layer);
      set({ visible });
    },
    learn: ({ samples, truth, weights, layers }, keys) => {
      const known = new Map(get().known);
      for (const [layer, key] of keys) {
        const preview = layers[layer];
        known.delete(layer);
        if (preview) known.set(layer, { key, preview });
      }
      for (const layer of known.keys()) {
        if (known.size <= MOST_KNOWN) break;
        known.delete(layer);
      }
      const about = { samples, weights, ...(truth !== undefined && { truth }) };
      set({ known, about, fault: undefined });
    },
    fail: (key, message) => set({ fault: { key, message } }),
    retry: () => set({ fault: undefined }),
  }));
}

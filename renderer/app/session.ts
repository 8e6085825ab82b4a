/** Everything that one window works with, made once: stores, saving, opening. Works without React. */
import { emptyDocument, type NetworkDocument } from '../../core/document/schema.ts';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';
import { type BlockLibrary, createBlockLibrary } from '../groups/block-library.ts';
import { en } from '../i18n/en.ts';
import { createPaletteMemory, type PaletteMemoryStore } from '../palette/palette-memory.ts';
import { type Autosave, followDataset, startAutosave } from '../state/document-autosave.ts';
import { createDocumentStore, type DocumentStore } from '../state/document-store.ts';
import { createEngineStore, type EngineStore } from '../state/engine-store.ts';
import { createRunStore, type RunStore } from '../state/run-store.ts';
import { readNetworkFile } from './network-files.ts';
import { createUiStore, type UiStore } from './ui-store.ts';

const LAST_PROJECT = 'layerloom.project';

export interface Session {
  readonly host: ConnectedHostClient;
  readonly document: DocumentStore;
  readonly runs: RunStore;
  readonly engines: EngineStore;
  readonly ui: UiStore;
  readonly autosave: Autosave;
  /** Favourite and recently used layers. */
  readonly palette: PaletteMemoryStore;
  /** Blocks that the person saved to the palette. */
  readonly blocks: BlockLibrary;
  /** Saves the open document, then shows another one. */
  openDocument(document: NetworkDocument, project?: string): Promise<void>;
  openProject(id: string): Promise<void>;
  openFile(file: File): Promise<void>;
  newDocument(): Promise<void>;
  /** Opens what was open when the window was last closed. */
  recover(): Promise<void>;
  stop(): void;
}

export function createSession(host: ConnectedHostClient, storage: Storage): Session {
  const document = createDocumentStore();
  const ui = createUiStore(storage);
  const engines = createEngineStore(host, storage);
  const autosave = startAutosave(document, host, {
    get: () => storage.getItem(LAST_PROJECT) ?? undefined,
    set: (id) => (id === undefined ? storage.removeItem(LAST_PROJECT) : storage.setItem(LAST_PROJECT, id)),
  });
  const palette = createPaletteMemory(storage);
  const stopUse = document.subscribe((state, previous) => {
    const { layers } = state.history.document;
    const added = layers.at(-1);
    const one = layers.length === previous.history.document.layers.length + 1;
    if (added && one && state.opened === previous.opened) palette.getState().noteUse(added.type);
  });
  const stopDataset = followDataset(document, host);
  const blocks = createBlockLibrary(host);
  void blocks.getState().refresh();

  const openDocument = async (next: NetworkDocument, project?: string) => {
    await autosave.flush();
    document.getState().open(next, project);
    ui.getState().showWorkspace('network');
  };
  const openProject = async (id: string) => openDocument(await host.request('projects.open', { id }), id);

  return {
    host,
    document,
    runs: createRunStore(host, { engine: () => engines.getState().chosen }),
    engines,
    ui,
    autosave,
    palette,
    blocks,
    openDocument,
    openProject,
    async openFile(file) {
      const read = await readNetworkFile(file);
      if (read.ok) await openDocument(read.value);
      else ui.getState().showNotice(read.error.message);
    },
    newDocument: () => openDocument(emptyDocument(en.document.untitled)),
    async recover() {
      const id = storage.getItem(LAST_PROJECT);
      if (id === null) return;
      // The project was removed, or the host does not answer now: the gallery says which.
      await openProject(id).catch(() => undefined);
    },
    stop() {
      autosave.stop();
      stopDataset();
      stopUse();
    },
  };
}

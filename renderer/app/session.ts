/** Everything that one window works with, made once: stores, saving, opening. Works without React. */
import { emptyDocument, type NetworkDocument } from '../../core/document/schema.ts';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';
import { chooseDataset } from '../data/choose-dataset.ts';
import { createIntake, type IntakeStore } from '../data/own/intake-store.ts';
import { readLink } from '../documents/share-link.ts';
import { createTabs, type Tabs } from '../documents/tabs.ts';
import { readRecord, writeRecord } from '../documents/window-record.ts';
import { type BlockLibrary, createBlockLibrary } from '../groups/block-library.ts';
import { en } from '../i18n/en.ts';
import { createPaletteMemory, type PaletteMemoryStore } from '../palette/palette-memory.ts';
import type { Autosave } from '../state/document-autosave.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { createEngineStore, type EngineStore } from '../state/engine-store.ts';
import type { RunStore } from '../state/run-store.ts';
import { readNetworkFile } from './network-files.ts';
import { createUiStore, type UiStore } from './ui-store.ts';

const RECORD_DELAY = 200;

export interface Session {
  readonly host: ConnectedHostClient;
  readonly tabs: Tabs;
  /** Of the tab that is shown. */
  readonly document: DocumentStore;
  /** Of the tab that is shown. */
  readonly runs: RunStore;
  readonly engines: EngineStore;
  readonly ui: UiStore;
  /** Of all tabs. */
  readonly autosave: Pick<Autosave, 'flush'>;
  /** Favourite and recently used layers. */
  readonly palette: PaletteMemoryStore;
  /** Blocks that the person saved to the palette. */
  readonly blocks: BlockLibrary;
  /** Data of the person's own that is on its way in. */
  readonly intake: IntakeStore;
  /** In a tab of its own. */
  openDocument(document: NetworkDocument): Promise<void>;
  openProject(id: string): Promise<void>;
  openFile(file: File): Promise<void>;
  /** A link that carries a whole network; false for any other text. */
  openLink(text: string): Promise<boolean>;
  newDocument(): Promise<void>;
  /** An empty network whose data is to be chosen. */
  startWithData(): Promise<void>;
  /** Opens what was open when the window was last closed. */
  recover(): Promise<void>;
  /** The window goes, perhaps for good. */
  leave(): void;
  stop(): void;
}

/** `claim` gives the name under which this window remembers what it shows. */
export function createSession(
  host: ConnectedHostClient,
  storage: Storage,
  claim: () => Promise<string> = async () => 'window',
): Session {
  const ui = createUiStore(storage);
  const engines = createEngineStore(host, storage);
  const palette = createPaletteMemory(storage);
  const tabs = createTabs(host, {
    storage,
    ui,
    engine: () => engines.getState().chosen,
    watch: ({ document }) =>
      document.subscribe((state, previous) => {
        const { layers } = state.history.document;
        const added = layers.at(-1);
        const one = layers.length === previous.history.document.layers.length + 1;
        if (added && one && state.opened === previous.opened) palette.getState().noteUse(added.type);
        if (state.project !== previous.project) remember();
      }),
  });
  const blocks = createBlockLibrary(host);
  void blocks.getState().refresh();
  const intake = createIntake(host, async () => {
    // What comes while no network is shown is for a new one.
    if (ui.getState().gallery) await tabs.open(emptyDocument(en.document.untitled));
    ui.getState().showWorkspace('data');
    const { document } = tabs.current();
    return (source) => chooseDataset(document, host, { source });
  });
  const stopConnection = host.onConnection((connection) => {
    ui.getState().setConnection(connection);
    // What could not be saved meanwhile is saved now.
    if (connection === 'connected') void tabs.flush();
  });

  let name: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const record = () => {
    clearTimeout(timer);
    timer = undefined;
    if (name === undefined) return;
    const { gallery, workspace } = ui.getState();
    const { active } = tabs.store.getState();
    writeRecord(storage, name, {
      at: Date.now(),
      tabs: tabs.records(),
      ...(active !== undefined && { active }),
      workspace,
      gallery,
    });
  };
  const remember = () => {
    timer ??= setTimeout(record, RECORD_DELAY);
  };
  const stopUi = ui.subscribe((state, previous) => {
    // What is drawn without a network of one's own is a new one.
    if (!state.gallery && tabs.store.getState().active === undefined) tabs.listBlank();
    const { gallery, workspace, view } = previous;
    if (state.gallery !== gallery || state.workspace !== workspace || state.view !== view) remember();
  });
  const stopTabs = tabs.store.subscribe(remember);

  const openDocument = async (next: NetworkDocument) => {
    await tabs.open(next);
    ui.getState().showWorkspace('network');
  };

  return {
    host,
    tabs,
    get document() {
      return tabs.current().document;
    },
    get runs() {
      return tabs.current().runs;
    },
    engines,
    ui,
    autosave: { flush: tabs.flush },
    palette,
    blocks,
    intake,
    openDocument,
    async openProject(id) {
      if (!tabs.showProject(id)) {
        const { document, revision } = await host.request('projects.open', { id });
        await tabs.open(document, { id, revision });
      }
      ui.getState().showWorkspace('network');
    },
    async openFile(file) {
      const read = await readNetworkFile(file);
      if (read.ok) await openDocument(read.value);
      else ui.getState().showNotice(read.error.message);
    },
    async openLink(text) {
      const read = await readLink(text);
      if (!read) return false;
      if (read.ok) await openDocument(read.value);
      else ui.getState().showNotice(read.error.message);
      return true;
    },
    newDocument: () => openDocument(emptyDocument(en.document.untitled)),
    async startWithData() {
      await tabs.open(emptyDocument(en.document.untitled));
      ui.getState().showWorkspace('data');
    },
    async recover() {
      const claimed = await claim();
      const before = readRecord(storage, claimed);
      if (before) {
        await tabs.restore(before.tabs, before.active);
        const { active } = tabs.store.getState();
        if (active !== undefined && !before.gallery) ui.getState().showWorkspace(before.workspace);
      }
      name = claimed;
    },
    leave() {
      record();
      tabs.leave();
    },
    stop() {
      clearTimeout(timer);
      stopConnection();
      stopUi();
      stopTabs();
      tabs.stop();
    },
  };
}

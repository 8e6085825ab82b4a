/** The networks that are open in a window, as tabs. Works without React. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { HostError, type OpenedProject } from '../../host/contract.ts';
import type { UiStore, View } from '../app/ui-store.ts';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';
import { en } from '../i18n/en.ts';
import { enDocuments as t } from '../i18n/en-documents.ts';
import { isBusy, shownRun } from '../state/run-store.ts';
import { readDraft } from './drafts.ts';
import { createTab, type Tab } from './tab.ts';
import { type Chosen, settleChoice, type VersionChoice } from './version-choice.ts';
import type { TabRecord } from './window-record.ts';

export interface TabsState {
  readonly tabs: readonly Tab[];
  readonly active: string | undefined;
  /** Projects that were closed, the last one at the end. */
  readonly closed: readonly string[];
  /** By tab: what a person has to decide before it goes on. */
  readonly choices: Readonly<Record<string, VersionChoice>>;
}

export interface Tabs {
  readonly store: StoreApi<TabsState>;
  /** The tab that is shown; an empty one that is not listed where none is open. */
  current(): Tab;
  /** In a tab of its own; the tab of a project that is open already is shown instead. */
  open(document: NetworkDocument, project?: { readonly id: string; readonly revision: string }): Promise<Tab>;
  /** Shows the tab of a project; false where it is not open. */
  showProject(project: string): boolean;
  show(id: string): void;
  /** Shows the tab so many places further, around the ends. */
  step(by: number): void;
  move(id: string, to: number): void;
  /** False where it could not be saved: it stays open then. */
  close(id: string): Promise<boolean>;
  /** Makes the tab that is not listed one of the tabs. */
  listBlank(): void;
  choose(id: string, chosen: Chosen | 'both'): Promise<void>;
  /** Opens what was open before; tabs whose host does not answer are kept for the next time. */
  restore(records: readonly TabRecord[], active: string | undefined): Promise<void>;
  records(): TabRecord[];
  flush(): Promise<void>;
  /** The window goes: what is not on disk is kept in the browser. */
  leave(): void;
  stop(): void;
}

interface TabsOptions {
  readonly storage: Storage;
  readonly ui: UiStore;
  readonly engine: () => string;
  /** Called once for each tab; returns what ends it. */
  readonly watch: (tab: Tab) => () => void;
}

export function createTabs(host: ConnectedHostClient, { storage, ui, engine, watch }: TabsOptions): Tabs {
  const store = createStore<TabsState>(() => ({ tabs: [], active: undefined, closed: [], choices: {} }));
  const views = new Map<string, View>();
  const unwatch = new Map<string, () => void>();
  let unreachable: TabRecord[] = [];

  const make = (id: string = crypto.randomUUID().slice(0, 8), bound?: string): Tab => {
    const onConflict = (theirs: OpenedProject) => {
      const { document } = tab.document.getState().history;
      tab.draft.hold(true);
      ask(id, {
        kind: 'conflict',
        ours: { document, at: new Date().toISOString() },
        saved: versionOf(theirs),
      });
    };
    const tab = createTab(host, { id, storage, engine, bound, onConflict });
    unwatch.set(id, watch(tab));
    return tab;
  };
  const end = (tab: Tab) => {
    unwatch.get(tab.id)?.();
    unwatch.delete(tab.id);
    views.delete(tab.id);
    tab.end();
  };
  const ask = (id: string, choice: VersionChoice) =>
    store.setState(({ choices }) => ({ choices: { ...choices, [id]: choice } }));

  let blank = make();
  const find = (id: string | undefined) => store.getState().tabs.find((tab) => tab.id === id);
  const current = () => find(store.getState().active) ?? blank;

  const list = (tab: Tab) => {
    if (find(tab.id)) return;
    if (tab === blank) blank = make();
    const { tabs, active } = store.getState();
    const place = tabs.findIndex(({ id }) => id === active) + 1;
    store.setState({ tabs: insertAt(tabs, place || tabs.length, tab) });
  };

  const show = (id: string) => {
    const before = current();
    const next = find(id);
    if (next && before === next) ui.setState({ gallery: false });
    if (!next || before === next) return;
    const { view } = ui.getState();
    if (view) views.set(before.id, view);
    const { clipboard } = before.document.getState();
    if (clipboard) next.document.setState({ clipboard });
    store.setState({ active: id });
    ui.setState({ gallery: false, view: views.get(id), editing: undefined, finding: 0, reveal: undefined });
    void before.autosave.flush();
  };

  const close = async (id: string): Promise<boolean> => {
    const tab = find(id);
    if (!tab) return true;
    if (!isUntouched(tab)) await tab.autosave.flush();
    const { save, project } = tab.document.getState();
    if (!isUntouched(tab) && save.status !== 'saved') {
      show(id);
      ui.getState().showNotice(save.status === 'failed' ? save.message : t.notClosed);
      return false;
    }
    const { tabs, active } = store.getState();
    const place = tabs.findIndex((other) => other.id === id);
    const neighbour = tabs[place + 1] ?? tabs[place - 1];
    if (active === id && neighbour) show(neighbour.id);
    store.setState({
      tabs: store.getState().tabs.filter((other) => other.id !== id),
      ...(active === id && !neighbour && { active: undefined }),
    });
    if (project !== undefined) store.setState(({ closed }) => ({ closed: [...closed, project] }));
    if (!neighbour) ui.getState().showGallery(true);
    tab.draft.discard();
    end(tab);
    return true;
  };

  const open: Tabs['open'] = async (document, project) => {
    const before = current();
    // A run of a network that was closed goes on in the tab that is not listed.
    const fresh = before === blank && !isBusy(before.runs.getState().phase);
    const tab = fresh || isUntouched(before) ? before : make();
    const closed = store.getState().closed.filter((other) => other !== project?.id);
    store.setState({ closed });
    if (before.document.getState().opened > 0) await before.autosave.flush();
    if (tab === before) views.delete(tab.id);
    tab.document.getState().open(document, project?.id);
    if (project) tab.autosave.know({ revision: project.revision, document });
    list(tab);
    show(tab.id);
    return tab;
  };

  const byProject = (project: string) =>
    store.getState().tabs.find((tab) => tab.document.getState().project === project);

  /** One tab as it was left; undefined where nothing is left of it. */
  const restoreOne = async (record: TabRecord): Promise<Tab | undefined> => {
    const draft = readDraft(storage, record.id);
    const project = record.project ?? draft?.project;
    let saved: OpenedProject | undefined;
    try {
      if (project !== undefined) saved = await host.request('projects.open', { id: project });
    } catch (error) {
      if (error instanceof HostError && error.fault.code === 'host-gone') {
        unreachable.push(record);
        return undefined;
      }
    }
    if (!saved && !draft) return undefined;
    const tab = make(record.id, record.run);
    const { getState } = tab.document;
    const changed = saved && draft && JSON.stringify(saved.document) !== JSON.stringify(draft.document);
    const goesOn = draft?.left && (!saved || draft.base === saved.revision);
    if (saved && draft && changed && !goesOn) {
      tab.autosave.hold(true);
      tab.draft.hold(true);
      getState().open(saved.document, project);
      ask(tab.id, { kind: 'recovered', ours: draft, saved: versionOf(saved) });
    } else {
      getState().open((draft ?? saved)?.document ?? getState().history.document, saved && project);
      if (changed) getState().setSave({ status: 'unsaved' });
    }
    if (saved) tab.autosave.know(saved);
    tab.draft.flush(false);
    void tab.autosave.flush();
    // Its tab tells that it trains, though another one is shown.
    if (record.run !== undefined) void tab.runs.getState().load();
    if (record.view) views.set(tab.id, { opened: getState().opened, ...record.view });
    return tab;
  };

  return {
    store,
    current,
    open,
    show,
    showProject(project) {
      const tab = byProject(project);
      if (tab) show(tab.id);
      return tab !== undefined;
    },
    step(by) {
      const { tabs, active } = store.getState();
      const place = tabs.findIndex(({ id }) => id === active);
      const next = tabs.at((place + by) % tabs.length);
      if (next) show(next.id);
    },
    move(id, to) {
      const { tabs } = store.getState();
      const tab = find(id);
      if (!tab || to < 0 || to >= tabs.length || tabs[to] === tab) return;
      const others = tabs.filter((other) => other !== tab);
      store.setState({ tabs: insertAt(others, to, tab) });
    },
    close,
    listBlank() {
      const tab = blank;
      list(tab);
      store.setState({ active: tab.id });
    },
    async choose(id, chosen) {
      const tab = find(id);
      const { [id]: choice, ...choices } = store.getState().choices;
      if (!tab || !choice) return;
      store.setState({ choices });
      settleChoice(tab, choice, chosen === 'both' ? 'saved' : chosen);
      if (chosen !== 'both') return;
      const { document } = choice.ours;
      const name = choice.kind === 'recovered' ? t.choice.recoveredCopy : t.choice.hereCopy;
      await open({ ...document, name: name(document.name) });
    },
    async restore(records, active) {
      const restored = (await Promise.all(records.map(restoreOne))).filter((tab) => tab !== undefined);
      const shown = restored.find(({ id }) => id === active) ?? restored[0];
      if (!shown) return;
      ui.setState({ view: views.get(shown.id) });
      store.setState({ tabs: restored, active: shown.id });
    },
    records() {
      const { tabs, active } = store.getState();
      const shownView = ui.getState().view;
      const records = tabs.map(({ id, document, runs }): TabRecord => {
        const { project, opened } = document.getState();
        const known = id === active ? shownView : views.get(id);
        const run = shownRun(runs.getState());
        const view = known?.opened === opened ? { x: known.x, y: known.y, zoom: known.zoom } : undefined;
        return {
          id,
          ...(project !== undefined && { project }),
          ...(run !== undefined && { run }),
          ...(view && { view }),
        };
      });
      return [...records, ...unreachable];
    },
    async flush() {
      await Promise.all(store.getState().tabs.map(({ autosave }) => autosave.flush()));
    },
    leave() {
      for (const { draft, autosave } of store.getState().tabs) {
        draft.flush(true);
        void autosave.flush();
      }
    },
    stop() {
      for (const tab of [...store.getState().tabs, blank]) end(tab);
      unreachable = [];
    },
  };
}

function insertAt(tabs: readonly Tab[], place: number, tab: Tab): Tab[] {
  return [...tabs.slice(0, place), tab, ...tabs.slice(place)];
}

/** A new network in which nothing was done: it gives way to the next one, and needs no saving. */
function isUntouched({ document }: Tab): boolean {
  const { history, opened } = document.getState();
  const { name, layers, notes } = history.document;
  const empty = layers.length === 0 && notes.length === 0 && name === en.document.untitled;
  return opened > 0 && empty && history.past.length === 0 && history.future.length === 0;
}

function versionOf({ document, savedAt, revision }: OpenedProject): VersionChoice['saved'] {
  return { document, at: savedAt, revision };
}

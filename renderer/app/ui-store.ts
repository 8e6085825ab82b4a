/** What the window shows: the workspace, the panels and their sizes, what is open on top. Remembered where useful. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerId, NoteId, Position } from '../../core/document/schema.ts';
import type { Connection } from '../client/connected-host-client.ts';

export const WORKSPACES = ['network', 'data', 'training', 'evaluate', 'export'] as const;
export type Workspace = (typeof WORKSPACES)[number];

export const PANELS = {
  palette: { initial: 232, min: 180, max: 400 },
  inspector: { initial: 296, min: 240, max: 520 },
  problems: { initial: 176, min: 96, max: 480 },
  analyze: { initial: 260, min: 120, max: 640 },
} as const;
export type PanelName = keyof typeof PANELS;

/** They share the place below the canvas: one of them is open. */
const BELOW: readonly PanelName[] = ['problems', 'analyze'];

export interface PanelState {
  readonly size: number;
  readonly open: boolean;
}

export type Panels = Readonly<Record<PanelName, PanelState>>;

/** What menus and shortcuts may ask of the canvas while it is shown. */
export interface CanvasHandle {
  fit(): void;
  fitSelection(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Opens the search for a new layer in the middle of the view. */
  searchLayers(): void;
  /** Puts the focus on the layer that is selected, or on the first one. */
  focus(): void;
  /** The middle of the view, on the sheet. */
  middle(): Position;
  /** Shows layers on their way from other places to theirs. */
  glide(from: ReadonlyMap<string, Position>, done: () => void): void;
  /** Shows one layer or card as large as there is room for it and its neighbours. */
  present(node: string): void;
}

export interface View {
  /** Which opened document it is of. */
  readonly opened: number;
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** What lies over the window. */
export type Overlay = 'commands' | 'shortcuts' | 'save-as';

export interface UiState {
  /** The gallery stands in front of the workspaces. */
  readonly gallery: boolean;
  readonly workspace: Workspace;
  /** Layers are shown one by one in large print, and nothing else. */
  readonly presenting: boolean;
  readonly panels: Panels;
  readonly overlay: Overlay | undefined;
  /** A sentence that the window shows until it is closed: a file that could not be read. */
  readonly notice: string | undefined;
  /** A sentence about something that worked, shown for a moment. */
  readonly success: string | undefined;
  /** Whether the host answers. */
  readonly connection: Connection;
  /** A layer that the canvas has yet to bring into view. */
  readonly reveal: LayerId | undefined;
  /** Where a document was looked at when the canvas was left, to go on there. */
  readonly view: View | undefined;
  readonly canvas: CanvasHandle | undefined;
  /** The note whose text is being written on the canvas. */
  readonly editing: NoteId | undefined;
  /** Grows with every request to find something; 0 while nothing is sought. */
  readonly finding: number;

  showGallery(shown: boolean): void;
  showWorkspace(workspace: Workspace): void;
  present(on: boolean): void;
  resizePanel(panel: PanelName, size: number): void;
  togglePanel(panel: PanelName, open?: boolean): void;
  showOverlay(overlay: Overlay | undefined): void;
  showNotice(notice: string | undefined): void;
  showSuccess(success: string | undefined): void;
  setConnection(connection: Connection): void;
  revealLayer(layer: LayerId | undefined): void;
  rememberView(view: View): void;
  setCanvas(canvas: CanvasHandle | undefined): void;
  editNote(note: NoteId | undefined): void;
  find(open: boolean): void;
}

export type UiStore = StoreApi<UiState>;

const KEY = 'layerloom.panels';

/** `storage` keeps the panels between starts. */
export function createUiStore(storage: Pick<Storage, 'getItem' | 'setItem'>): UiStore {
  const store = createStore<UiState>((set, get) => {
    const setPanel = (panel: PanelName, change: Partial<PanelState>) => {
      const { panels } = get();
      set({ panels: { ...panels, [panel]: { ...panels[panel], ...change } } });
    };
    return {
      gallery: true,
      workspace: 'network',
      presenting: false,
      panels: readPanels(storage.getItem(KEY)),
      overlay: undefined,
      notice: undefined,
      success: undefined,
      connection: 'connected',
      reveal: undefined,
      view: undefined,
      canvas: undefined,
      editing: undefined,
      finding: 0,
      showGallery: (gallery) => set({ gallery, presenting: false }),
      showWorkspace: (workspace) => set({ workspace, gallery: false, presenting: false }),
      present: (presenting) => set({ presenting }),
      resizePanel: (panel, size) => {
        const { min, max } = PANELS[panel];
        setPanel(panel, { size: Math.round(Math.min(max, Math.max(min, size))) });
      },
      togglePanel: (panel, wanted) => {
        const open = wanted ?? !get().panels[panel].open;
        setPanel(panel, { open });
        const rival = BELOW.find((other) => other !== panel);
        if (open && rival && BELOW.includes(panel)) setPanel(rival, { open: false });
      },
      showOverlay: (overlay) => set({ overlay }),
      showNotice: (notice) => set({ notice, success: undefined }),
      showSuccess: (success) => set({ success, notice: undefined }),
      setConnection: (connection) => set({ connection }),
      revealLayer: (reveal) => set({ reveal }),
      rememberView: (view) => set({ view }),
      setCanvas: (canvas) => set({ canvas }),
      editNote: (editing) => set({ editing }),
      find: (open) => set({ finding: open ? get().finding + 1 : 0 }),
    };
  });
  store.subscribe(({ panels }, previous) => {
    if (panels !== previous.panels) storage.setItem(KEY, JSON.stringify(panels));
  });
  return store;
}

/** Remembered panels; whatever is missing or damaged has its initial state. */
function readPanels(text: string | null): Panels {
  const remembered = parseObject(text);
  const panel = (name: PanelName, openAtFirst: boolean): PanelState => {
    const { initial, min, max } = PANELS[name];
    const known = parseRecord(remembered[name]);
    const size = typeof known.size === 'number' && Number.isFinite(known.size) ? known.size : initial;
    return {
      size: Math.min(max, Math.max(min, size)),
      open: typeof known.open === 'boolean' ? known.open : openAtFirst,
    };
  };
  return {
    palette: panel('palette', true),
    inspector: panel('inspector', true),
    problems: panel('problems', false),
    analyze: panel('analyze', false),
  };
}

function parseObject(text: string | null): Record<string, unknown> {
  try {
    return parseRecord(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

function parseRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

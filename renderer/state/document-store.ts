/**
 * The open document and what is known about it: history, selection, analysis, dataset, and whether it is saved.
 * Everything that changes a drawing goes through here. Works without React.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import { adoptCommands } from '../../core/document/adopt.ts';
import type { Command } from '../../core/document/commands.ts';
import { type History, mark, redo, run, startHistory, undo } from '../../core/document/history.ts';
import { withinLocks } from '../../core/document/locks.ts';
import {
  type DatasetReference,
  emptyDocument,
  type GroupId,
  type Layer,
  type LayerId,
  type NetworkDocument,
  type Position,
} from '../../core/document/schema.ts';
import type { Fix } from '../../core/issues/issue.ts';
import { findLayer } from '../../core/layers/registry.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import { answerCommands } from '../../core/shape/default-answers.ts';
import { layersInside, stillThere } from '../groups/inside.ts';
import { planLayerOnSheet } from '../groups/place-on-sheet.ts';
import { en } from '../i18n/en.ts';
import { enEditing } from '../i18n/en-editing.ts';
import { fieldParams } from './dataset-fields.ts';
import { type Placement, type PortRef, planConnect, planConnectLayers } from './document-edits.ts';
import { type Fragment, planPaste, takeFragment } from './fragment.ts';
import { planMove } from './frames.ts';
import { tellInsertion } from './insertion.ts';
import type { Remark } from './remark.ts';
import { describeReplacement } from './replacement.ts';
import { NOTHING_SELECTED, type Selection } from './selection.ts';

/** The dataset that the document names, as far as the host has described it. */
export type DatasetState =
  | { readonly status: 'none' }
  | { readonly status: 'loading'; readonly reference: DatasetReference }
  | {
      readonly status: 'ready';
      readonly reference: DatasetReference;
      readonly description: DatasetDescription;
    }
  | { readonly status: 'failed'; readonly reference: DatasetReference; readonly message: string };

export type SaveState =
  | { readonly status: 'saved' }
  | { readonly status: 'unsaved' }
  | { readonly status: 'saving' }
  | { readonly status: 'failed'; readonly message: string }
  /** Another window saved the same project: a person has to choose. */
  | { readonly status: 'conflict' };

export interface DocumentState {
  readonly history: History;
  readonly analysis: NetworkAnalysis;
  readonly selection: Selection;
  readonly dataset: DatasetState;
  readonly save: SaveState;
  /** The host's id of the project; undefined until it is saved for the first time. */
  readonly project: string | undefined;
  /** Grows when another document is opened, so that the canvas knows to show all of it. */
  readonly opened: number;
  readonly clipboard: Fragment | undefined;
  /** The group that is shown by itself. */
  readonly inside: GroupId | undefined;
  /** Of the last edit. */
  readonly remark: Remark | undefined;

  open(document: NetworkDocument, project?: string): void;
  /** One undo step. Dispatches with the same `gesture` in a row are one step together. */
  dispatch(label: string, commands: readonly Command[], gesture?: string): void;
  /** Another state of the same network, as one undo step. */
  replace(label: string, document: NetworkDocument): void;
  undo(): void;
  redo(): void;
  /** Shows the contents of a group alone; everything for `undefined`. */
  enter(group: GroupId | undefined): void;
  select(selection: Partial<Selection>): void;
  setRemark(remark: Remark | undefined): void;
  selectAll(): void;
  addLayer(type: string, placement: Placement): LayerId;
  connect(from: PortRef, to: PortRef): void;
  /** Connects the two selected layers; false where they cannot be. */
  connectSelected(): boolean;
  moveSelected(by: Position, gesture: string): void;
  /** What was copied, also kept inside. Undefined where nothing is selected. */
  copy(): Fragment | undefined;
  cut(): Fragment | undefined;
  paste(fragment?: Fragment, offset?: Position): void;
  duplicate(): void;
  removeSelected(): void;
  applyFix(fix: Fix): void;
  setDataset(dataset: DatasetState): void;
  setSave(save: SaveState, project?: string): void;
}

export type DocumentStore = StoreApi<DocumentState>;

/** How far copies stand from their originals. */
const COPY_OFFSET: Position = { x: 32, y: 32 };

export function createDocumentStore(
  initial: NetworkDocument = emptyDocument(en.document.untitled),
): DocumentStore {
  return createStore<DocumentState>((set, get) => {
    let lastGesture: string | undefined;

    const documentOf = () => get().history.document;

    const analyze = (document: NetworkDocument, dataset: DatasetState, previous?: NetworkAnalysis) =>
      analyzeNetwork(document, {
        ...(dataset.status === 'ready' ? { dataset: dataset.description } : {}),
        ...(previous ? { previous } : {}),
      });

    /** Takes over a changed history: brings analysis, selection and saved state up to date with it. */
    const follow = (history: History, selection = get().selection) => {
      const state = get();
      if (history.document === state.history.document) {
        set({ history, selection });
        return;
      }
      const dataset = datasetFor(history.document, state.dataset);
      set({
        history,
        dataset,
        analysis: analyze(history.document, dataset, state.analysis),
        selection: withinDocument(selection, history.document),
        inside: stillThere(history.document, state.inside),
        save: { status: 'unsaved' },
      });
    };

    const remove = (label: string) => {
      const { selection } = get();
      const commands: Command[] = [];
      if (selection.links.size > 0) commands.push({ type: 'remove-links', links: [...selection.links] });
      if (selection.layers.size > 0) commands.push({ type: 'remove-layers', layers: [...selection.layers] });
      if (selection.notes.size > 0) commands.push({ type: 'remove-notes', notes: [...selection.notes] });
      if (commands.length > 0) get().dispatch(label, commands);
    };

    return {
      history: startHistory(initial),
      analysis: analyze(initial, datasetFor(initial, { status: 'none' })),
      selection: NOTHING_SELECTED,
      dataset: datasetFor(initial, { status: 'none' }),
      save: { status: 'saved' },
      project: undefined,
      opened: 0,
      clipboard: undefined,
      inside: undefined,
      remark: undefined,

      open(document, project) {
        lastGesture = undefined;
        const dataset = datasetFor(document, get().dataset);
        set({
          history: startHistory(document),
          analysis: analyze(document, dataset),
          selection: NOTHING_SELECTED,
          dataset,
          save: { status: project === undefined ? 'unsaved' : 'saved' },
          project,
          opened: get().opened + 1,
          inside: undefined,
          remark: undefined,
        });
      },

      dispatch(label, commands, gesture) {
        const { history } = get();
        const { commands: permitted, refused } = withinLocks(history.document, commands);
        const continues = gesture !== undefined && gesture === lastGesture;
        lastGesture = gesture;
        const edited = permitted.reduce(run, continues ? history : mark(history, label));
        follow(adoptCommands(history.document, edited.document, get().inside).reduce(run, edited));
        get().setRemark(remarkOn(history.document, get().history.document, refused));
      },

      replace(label, document) {
        lastGesture = undefined;
        follow({ ...mark(get().history, label), document, future: [] });
        get().setRemark(undefined);
      },

      undo() {
        lastGesture = undefined;
        follow(undo(get().history));
        get().setRemark(undefined);
      },

      redo() {
        lastGesture = undefined;
        follow(redo(get().history));
        get().setRemark(undefined);
      },

      enter(group) {
        set({ inside: stillThere(documentOf(), group), selection: NOTHING_SELECTED });
      },

      select(selection) {
        set({ selection: { ...NOTHING_SELECTED, ...selection } });
      },

      setRemark(remark) {
        if (remark !== get().remark) set({ remark });
      },

      selectAll() {
        const { layers, links, notes } = layersInside(documentOf(), get().inside);
        get().select({
          layers: new Set(layers.map(({ id }) => id)),
          links: new Set(links.map(({ id }) => id)),
          notes: new Set(notes.map(({ id }) => id)),
        });
      },

      addLayer(type, placement) {
        const { dataset } = get();
        const before = documentOf();
        const definition = findLayer(type);
        const params =
          definition && dataset.status === 'ready'
            ? fieldParams(definition.parameters, dataset.description, documentOf())
            : {};
        const { id, commands } = planLayerOnSheet(documentOf(), type, placement, params, get().inside);
        const answers =
          dataset.status === 'ready' ? answerCommands(documentOf(), commands, id, dataset.description) : [];
        get().dispatch(en.edits.add(definition?.title ?? type), [...commands, ...answers]);
        get().select({ layers: new Set([id]) });
        const added = { name: id, layers: new Set([id]) };
        tellInsertion(get(), before, added, placement, (beside) => get().addLayer(type, beside));
        return id;
      },

      connect(from, to) {
        get().dispatch(en.edits.connect, planConnect(documentOf(), from, to));
      },

      connectSelected() {
        const [a, b, ...more] = get().selection.layers;
        if (a === undefined || b === undefined || more.length > 0) return false;
        const commands = planConnectLayers(documentOf(), a, b);
        if (commands) get().dispatch(en.edits.connect, commands);
        return commands !== undefined;
      },

      moveSelected(by, gesture) {
        const commands = planMove(documentOf(), get().selection, by);
        get().dispatch(en.edits.move, commands, gesture);
      },

      copy() {
        const clipboard = takeFragment(documentOf(), get().selection);
        if (clipboard) set({ clipboard });
        return clipboard;
      },

      cut() {
        const fragment = get().copy();
        if (fragment) remove(en.edits.cut);
        return fragment;
      },

      paste(fragment = get().clipboard, offset = COPY_OFFSET) {
        if (!fragment) return;
        const { selection, commands } = planPaste(documentOf(), fragment, offset);
        get().dispatch(en.edits.paste, commands);
        get().select(selection);
        // The next paste stands beside this one instead of on top of it.
        set({ clipboard: takeFragment(documentOf(), selection) });
      },

      duplicate() {
        const fragment = takeFragment(documentOf(), get().selection);
        if (!fragment) return;
        const { selection, commands } = planPaste(documentOf(), fragment, COPY_OFFSET);
        get().dispatch(en.edits.duplicate, commands);
        get().select(selection);
      },

      removeSelected() {
        remove(en.edits.remove);
      },

      applyFix({ label, commands }) {
        get().dispatch(label, commands);
      },

      setDataset(dataset) {
        set({ dataset, analysis: analyze(documentOf(), dataset, get().analysis) });
      },

      setSave(save, project = get().project) {
        set({ save, project });
      },
    };
  });
}

function remarkOn(
  before: NetworkDocument,
  after: NetworkDocument,
  refused: readonly Layer[],
): Remark | undefined {
  const names = refused.map(({ name }) => name);
  if (names.length > 0) return { kind: 'refused', message: enEditing.locks.refused(names) };
  const message = describeReplacement(before, after);
  return message === undefined ? undefined : { kind: 'replaced', message };
}

/** Keeps what is known while the document names the same dataset; otherwise it has to be described anew. */
function datasetFor({ dataset: reference }: NetworkDocument, known: DatasetState): DatasetState {
  if (!reference) return { status: 'none' };
  if (
    known.status !== 'none' &&
    known.reference.source === reference.source &&
    known.reference.target === reference.target &&
    known.reference.window === reference.window
  ) {
    return known;
  }
  return { status: 'loading', reference };
}

function withinDocument(selection: Selection, document: NetworkDocument): Selection {
  const layers = new Set(document.layers.map(({ id }) => id));
  const links = new Set(document.links.map(({ id }) => id));
  const notes = new Set(document.notes.map(({ id }) => id));
  const kept = {
    layers: new Set([...selection.layers].filter((id) => layers.has(id))),
    links: new Set([...selection.links].filter((id) => links.has(id))),
    notes: new Set([...selection.notes].filter((id) => notes.has(id))),
  };
  const same =
    kept.layers.size === selection.layers.size &&
    kept.links.size === selection.links.size &&
    kept.notes.size === selection.notes.size;
  return same ? selection : kept;
}

/** The way through what is on the sheet: every layer or card after those that feed it. */
import { groupTree } from '../../core/document/groups.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { groupIdOf, shownNodes } from '../groups/group-elements.ts';
import { layersOfNode } from '../groups/sheet-nodes.ts';
import type { DocumentState, DocumentStore } from '../state/document-store.ts';

type Sheet = Pick<DocumentState, 'analysis' | 'selection' | 'inside'> & {
  readonly document: NetworkDocument;
};

export function sheetOf({ history, analysis, selection, inside }: DocumentState): Sheet {
  return { document: history.document, analysis, selection, inside };
}

export function stations({ document, analysis, inside }: Omit<Sheet, 'selection'>): readonly string[] {
  const shown = shownNodes(document, inside);
  return [...new Set(analysis.order.flatMap((layer) => shown.get(layer) ?? []))];
}

/** The station that the selection lies on. */
export function chosenStation({ document, selection, inside }: Omit<Sheet, 'analysis'>): string | undefined {
  const [layer] = selection.layers;
  return layer === undefined ? undefined : shownNodes(document, inside).get(layer);
}

export function goTo(store: DocumentStore, station: string | undefined): void {
  const { history, select } = store.getState();
  if (station !== undefined) select({ layers: layersOfNode(history.document, station) });
}

/** Into the group that a card stands for, to its first layer. */
export function goIn(store: DocumentStore, station: string): void {
  const group = groupIdOf(station);
  if (group === undefined) return;
  store.getState().enter(group);
  goTo(store, stations(sheetOf(store.getState()))[0]);
}

/** Out of the group that is shown by itself, to its card. */
export function goOut(store: DocumentStore): void {
  const { inside, enter, history } = store.getState();
  if (inside === undefined) return;
  const tree = groupTree(history.document.groups);
  enter(tree.get(inside)?.parent);
  store.getState().select({ layers: tree.layersOf(inside) });
}

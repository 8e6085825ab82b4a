/**
 * Keys on a layer that has the focus: Enter selects and then leads to what can be set, arrows move what is selected
 * or go to the next layer, with Ctrl along the links.
 */
import { type RefObject, useEffect } from 'react';
import type { LayerId, NoteId, Position } from '../../core/document/schema.ts';
import { goToInspector } from '../app/regions.ts';
import { layersOfNode, nodesOnSheet } from '../groups/sheet-nodes.ts';
import type { SheetHandle } from '../sheet/pins.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { GRID } from '../state/layer-geometry.ts';
import { focusNode } from './focus-node.ts';
import { followLink, type Way } from './follow-links.ts';
import { noteIdOf } from './note-elements.ts';

const DIRECTIONS: Readonly<Record<string, Position>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const WAYS: Readonly<Record<string, Way>> = {
  ArrowLeft: 'back',
  ArrowRight: 'on',
  ArrowUp: 'previous-branch',
  ArrowDown: 'next-branch',
};

export function useCanvasKeys(
  sheet: RefObject<HTMLElement | null>,
  store: DocumentStore,
  drawn: SheetHandle,
  bringIntoView: (position: Position) => void,
  editNote: (note: NoteId) => void,
): void {
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    let gestures = 0;

    const press = (event: KeyboardEvent) => {
      const node = event.target instanceof Element ? event.target.closest('.react-flow__node') : null;
      const id = node?.getAttribute('data-id');
      const { selection, select, moveSelected, history } = store.getState();
      const note = noteIdOf(id ?? '');
      if (note && node === event.target && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        if (event.key === 'Enter' && selection.notes.has(note)) editNote(note);
        else select({ notes: new Set([note]) });
        return;
      }
      if (id && node === event.target && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        const layers = layersOfNode(history.document, id);
        const alone = !event.shiftKey && sameMembers(layers, selection.layers);
        if (event.key === 'Enter' && alone && goToInspector()) return;
        select({ layers: toggled(selection.layers, layers, event.shiftKey) });
        return;
      }
      const direction = DIRECTIONS[event.key];
      const onCanvas = node !== null || event.target === element || isPane(event.target);
      const way = WAYS[event.key];
      if (way && onCanvas && (event.ctrlKey || event.metaKey) && !event.altKey) {
        event.preventDefault();
        follow(id ?? [...selection.layers][0], way);
        return;
      }
      if (!direction || !onCanvas || event.altKey || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      if (selection.layers.size + selection.notes.size > 0) {
        const step = GRID * (event.shiftKey ? 10 : 2);
        if (!event.repeat) gestures += 1;
        moveSelected({ x: direction.x * step, y: direction.y * step }, `keys-${gestures}`);
      } else if (id) {
        goTo(neighbour(nodesOnSheet(store.getState()), id, direction));
      }
    };

    const placeOf = (id: string) => nodesOnSheet(store.getState()).find((node) => node.id === id)?.position;

    /** Focuses a layer, wherever it is. */
    const goTo = (id: string | undefined) => {
      const position = id && placeOf(id);
      if (!position) return;
      bringIntoView(position);
      focusNode(element, drawn, id);
    };

    /** What is selected goes along, so that the inspector shows where one is. */
    const follow = (from: string | undefined, way: Way) => {
      const { history, selection, select } = store.getState();
      const next = from === undefined ? undefined : followLink(store.getState(), from, way);
      if (next === undefined) return;
      if (selection.layers.size > 0) select({ layers: layersOfNode(history.document, next) });
      goTo(next);
    };

    const bringFocused = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || !target.matches('.react-flow__node:focus-visible')) return;
      const position = placeOf(target.getAttribute('data-id') ?? '');
      if (position) bringIntoView(position);
    };

    element.addEventListener('keydown', press);
    element.addEventListener('focusin', bringFocused);
    return () => {
      element.removeEventListener('keydown', press);
      element.removeEventListener('focusin', bringFocused);
    };
  }, [sheet, store, drawn, bringIntoView, editNote]);
}

function sameMembers(one: ReadonlySet<LayerId>, other: ReadonlySet<LayerId>): boolean {
  return one.size === other.size && [...one].every((layer) => other.has(layer));
}

/** All of a group, where a card or a frame is meant. */
function toggled(
  selected: ReadonlySet<LayerId>,
  layers: ReadonlySet<LayerId>,
  keep: boolean,
): ReadonlySet<LayerId> {
  if (!keep) return layers;
  const all = [...layers].every((layer) => selected.has(layer));
  return new Set(all ? [...selected].filter((layer) => !layers.has(layer)) : [...selected, ...layers]);
}

function isPane(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('.react-flow, .react-flow__pane');
}

/** The nearest node in a direction; what lies aside counts double. */
export function neighbour(
  nodes: readonly { readonly id: string; readonly position: Position }[],
  from: string,
  direction: Position,
): string | undefined {
  const start = nodes.find(({ id }) => id === from)?.position;
  if (!start) return undefined;
  let best: { id: string; distance: number } | undefined;
  for (const { id, position } of nodes) {
    const [dx, dy] = [position.x - start.x, position.y - start.y];
    const ahead = dx * direction.x + dy * direction.y;
    if (id === from || ahead <= 0) continue;
    const distance = ahead + 2 * Math.abs(dx * direction.y + dy * direction.x);
    if (!best || distance < best.distance) best = { id, distance };
  }
  return best?.id;
}

/** What is an element of the page wherever the view is: for the pointer, the keyboard and a screen reader. */
import { createContext, useContext, useMemo } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerId, NoteId } from '../../core/document/schema.ts';
import { useUi } from '../app/ui-context.tsx';
import type { LinkFlowEdge } from '../canvas/flow-elements.ts';
import { nodeOfNote } from '../canvas/note-elements.ts';
import type { Glide } from '../canvas/use-glide.ts';
import type { Selection } from '../state/selection.ts';
import { Sheet } from './sheet.ts';

export interface Pins {
  /** Under the pointer. */
  readonly pointed: string | undefined;
  /** A link under the pointer: both its ends are there. */
  readonly pointedLink: string | undefined;
  /** Has the focus; its neighbours are there too, so that Tab goes on to them. */
  readonly focused: string | undefined;
  /** About to get the focus. */
  readonly reached: string | undefined;
}

const NONE: Pins = { pointed: undefined, pointedLink: undefined, focused: undefined, reached: undefined };

/** What is drawn now, and how to lay hands on a part of it. One for each canvas. */
export interface SheetHandle {
  current: Sheet;
  /** Shows layers on their way from other places. */
  glide: Glide;
  readonly pins: StoreApi<Pins>;
  /** Makes an element of it now, so that it can be pointed at or take the focus. */
  pin(change: Partial<Pins>): void;
}

export function createSheetHandle(): SheetHandle {
  const pins = createStore<Pins>(() => NONE);
  return {
    current: new Sheet([], []),
    glide: (_from, done) => done(),
    pins,
    pin(change) {
      const before = pins.getState();
      const keys = Object.keys(change) as (keyof Pins)[];
      if (keys.some((key) => before[key] !== change[key])) flushSync(() => pins.setState(change));
    },
  };
}

export const SheetContext = createContext<SheetHandle | undefined>(undefined);

export function useSheetHandle(): SheetHandle {
  const handle = useContext(SheetContext);
  if (!handle) throw new Error('useSheetHandle is used outside of a canvas.');
  return handle;
}

/** More selected layers than this are painted like others. */
const MOST_SELECTED = 24;

interface Held {
  readonly pins: Pins;
  readonly selection: Selection;
  /** The layer that a link is drawn from. */
  readonly connecting: LayerId | undefined;
  /** The note that is being written. */
  readonly editing: NoteId | undefined;
}

export function usePinnedNodes(
  handle: SheetHandle,
  sheet: Sheet,
  selection: Selection,
  connecting: LayerId | undefined,
): ReadonlySet<string> {
  const pins = useStore(handle.pins);
  const editing = useUi((state) => state.editing);
  return useMemo(
    () => pinnedNodes(sheet, { pins, selection, connecting, editing }),
    [sheet, pins, selection, connecting, editing],
  );
}

export function pinnedNodes(
  sheet: Sheet,
  { pins, selection, connecting, editing }: Held,
): ReadonlySet<string> {
  const first = sheet.nodes.find(({ focusable }) => focusable !== false)?.id;
  const { layers, notes, links } = selection;
  const few = (chosen: ReadonlySet<string>) => (chosen.size > MOST_SELECTED ? [] : [...chosen]);
  const linked = [...few(links), ...(pins.pointedLink === undefined ? [] : [pins.pointedLink])];
  const ends = linked.length === 0 ? [] : sheet.edges.filter((edge) => standsForOne(edge, linked));
  const ids = [
    first,
    pins.pointed,
    pins.reached,
    pins.focused,
    pins.focused && sheet.beside(pins.focused, -1)?.id,
    pins.focused && sheet.beside(pins.focused, 1)?.id,
    connecting,
    editing && nodeOfNote(editing),
    ...few(layers),
    ...few(notes).map((id) => nodeOfNote(id as NoteId)),
    ...ends.flatMap(({ source, target }) => [source, target]),
  ];
  return new Set(ids.flatMap((id) => id || []));
}

function standsForOne({ id, data }: LinkFlowEdge, links: readonly string[]): boolean {
  return links.includes(id) || Boolean(data?.links?.some((link) => links.includes(link)));
}

/** Bends of a link in the hand: moved with the pointer or the arrow keys, removed. */
import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { LinkId, Position } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { GRID, snap } from '../state/layer-geometry.ts';

const ARROWS: Readonly<Record<string, Position>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

let gestures = 0;

/** What a handle on a bend needs to be moved and removed. */
export function useBends(link: LinkId, bends: readonly Position[]) {
  const store = useDocumentStore();
  const flow = useReactFlow();
  const held = useRef<string>(undefined);

  const change = (label: string, next: readonly Position[], gesture?: string) =>
    store.getState().dispatch(label, [{ type: 'bend-link', link, bends: next }], gesture);
  const move = (index: number, to: Position, gesture: string) =>
    change(
      t.edits.moveBend,
      bends.map((bend, other) => (other === index ? to : bend)),
      gesture,
    );
  const remove = (index: number) =>
    change(
      t.edits.removeBend,
      bends.filter((_, other) => other !== index),
    );
  const nextGesture = () => {
    gestures += 1;
    return `bend-${gestures}`;
  };

  return (index: number) => ({
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = nextGesture();
    },
    onPointerMove: (event: PointerEvent) => {
      if (held.current === undefined) return;
      move(index, snap(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })), held.current);
    },
    onPointerUp: () => {
      held.current = undefined;
    },
    onDoubleClick: () => remove(index),
    onKeyDown: (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key];
      const bend = bends[index];
      if (event.key === 'Delete' || event.key === 'Backspace') remove(index);
      else if (arrow && bend) {
        if (!event.repeat || held.current === undefined) held.current = nextGesture();
        const step = GRID * (event.shiftKey ? 10 : 2);
        move(index, { x: bend.x + arrow.x * step, y: bend.y + arrow.y * step }, held.current);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
    onKeyUp: () => {
      held.current = undefined;
    },
  });
}

/** Dragging the corner of a note: its size follows the pointer, and one drag is one step of undo. */
import { useReactFlow } from '@xyflow/react';
import { type PointerEvent, useRef } from 'react';
import type { Note } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { GRID } from '../state/layer-geometry.ts';
import { changeNote, NOTE_SIZE } from '../state/note-edits.ts';

let gestures = 0;

export function useResize(note: Note) {
  const store = useDocumentStore();
  const flow = useReactFlow();
  const held = useRef<string>(undefined);

  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      gestures += 1;
      held.current = `resize-${gestures}`;
    },
    onPointerMove: (event: PointerEvent) => {
      if (held.current === undefined) return;
      const corner = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const size = (length: number, least: number) => Math.max(least, Math.round(length / GRID) * GRID);
      const width = size(corner.x - note.position.x, NOTE_SIZE.least.width);
      const height = size(corner.y - note.position.y, NOTE_SIZE.least.height);
      changeNote(store, { ...note, width, height }, held.current, t.edits.resizeNote);
    },
    onPointerUp: () => {
      held.current = undefined;
    },
  };
}

/** Edits of comments and frames, each one step of undo. */
import { freshIds } from '../../core/document/ids.ts';
import type { Note, NoteId, Position } from '../../core/document/schema.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import type { DocumentStore } from './document-store.ts';
import { frameAround } from './frames.ts';
import { snap } from './layer-geometry.ts';

export const NOTE_SIZE = {
  comment: { width: 200, height: 96 },
  frame: { width: 480, height: 280 },
  least: { width: 96, height: 48 },
} as const;

/** A comment whose middle lies at a point. */
export function addComment(store: DocumentStore, middle: Position): NoteId {
  const { width, height } = NOTE_SIZE.comment;
  return add(store, t.edits.addComment, {
    text: '',
    position: snap({ x: middle.x - width / 2, y: middle.y - height / 2 }),
    width,
    height,
  });
}

/** A frame around what is selected, or an empty one whose middle lies at a point. */
export function addFrame(store: DocumentStore, middle: Position): NoteId {
  const { history, selection } = store.getState();
  const { width, height } = NOTE_SIZE.frame;
  const box = frameAround(history.document, selection) ?? {
    ...snap({ x: middle.x - width / 2, y: middle.y - height / 2 }),
    width,
    height,
  };
  return add(store, t.edits.addFrame, {
    kind: 'frame',
    text: t.notes.newFrame,
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
  });
}

function add(store: DocumentStore, label: string, note: Omit<Note, 'id'>): NoteId {
  const { history, dispatch, select } = store.getState();
  const id = freshIds(history.document).note();
  dispatch(label, [{ type: 'add-note', note: { ...note, id } }]);
  select({ notes: new Set([id]) });
  return id;
}

/** Changes with the same `gesture` in a row are one step together. */
export function changeNote(
  store: DocumentStore,
  note: Note,
  gesture: string,
  label: string = t.edits.changeNote,
): void {
  store.getState().dispatch(label, [{ type: 'change-note', note }], gesture);
}

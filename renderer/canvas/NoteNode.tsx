/** A comment, or a frame around layers: written in place, and made larger at its lower right corner. */
import type { NodeProps } from '@xyflow/react';
import { type KeyboardEvent, memo, useContext, useEffect, useRef } from 'react';
import type { Note } from '../../core/document/schema.ts';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { changeNote } from '../state/note-edits.ts';
import { DetailContext } from './canvas-context.ts';
import styles from './NoteNode.module.css';
import type { NoteFlowNode } from './note-elements.ts';
import { useResize } from './use-resize.ts';

export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const ui = useUiStore();
  const detail = useContext(DetailContext);
  const editing = useUi((state) => state.editing === note.id);
  const kind = note.kind ?? 'comment';
  const edit = () => ui.getState().editNote(note.id);
  const resize = useResize(note);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the node does the same
    <div
      className={styles[kind]}
      data-selected={selected || undefined}
      data-detail={detail}
      onDoubleClick={kind === 'comment' ? edit : undefined}
    >
      {kind === 'frame' ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the node does the same
        <div className={`${styles.title} frame-title`} onDoubleClick={edit}>
          {editing ? <NoteText note={note} /> : note.text || t.notes.emptyFrame}
        </div>
      ) : editing ? (
        <NoteText note={note} />
      ) : (
        <div className={styles.text} data-empty={note.text === '' || undefined}>
          {note.text || t.notes.emptyComment}
        </div>
      )}
      {(selected || kind === 'frame') && detail !== 'bar' && (
        <div className={`${styles.corner} nodrag nopan`} title={t.notes.resize} {...resize} />
      )}
    </div>
  );
});

let gestures = 0;

/** Everything typed until it is left is one step of undo. */
function NoteText({ note }: { note: Note }) {
  const store = useDocumentStore();
  const ui = useUiStore();
  const gesture = useRef('');
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const isFrame = note.kind === 'frame';

  useEffect(() => {
    gestures += 1;
    gesture.current = `note-text-${gestures}`;
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);

  const leave = () => ui.getState().editNote(undefined);
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    const done =
      event.key === 'Escape' || (event.key === 'Enter' && (isFrame || event.ctrlKey || event.metaKey));
    if (!done) return;
    event.preventDefault();
    field.current?.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
    leave();
  };
  const Field = isFrame ? 'input' : 'textarea';
  return (
    <Field
      ref={field}
      className={`${styles.field} nodrag nopan nowheel`}
      aria-label={isFrame ? t.notes.title : t.notes.text}
      placeholder={isFrame ? t.notes.emptyFrame : t.notes.emptyComment}
      value={note.text}
      spellCheck={false}
      onChange={(event) => changeNote(store, { ...note, text: event.target.value }, gesture.current)}
      onKeyDown={press}
      onBlur={leave}
    />
  );
}

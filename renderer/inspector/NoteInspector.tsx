/** A comment or a frame: its text and its size. */
import { ActionIcon, Textarea, TextInput, Tooltip } from '@mantine/core';
import { Frame, StickyNote, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { NoteId } from '../../core/document/schema.ts';
import { fail, ok } from '../../core/result.ts';
import { en } from '../i18n/en.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { changeNote, NOTE_SIZE } from '../state/note-edits.ts';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';
import { TextField } from './TextField.tsx';

let gestures = 0;

export function NoteInspector({ id }: { id: NoteId }) {
  const store = useDocumentStore();
  const note = useDocument((state) => state.history.document.notes.find((other) => other.id === id));
  const [gesture, setGesture] = useState('');
  if (!note) return null;
  const kind = note.kind ?? 'comment';
  const Icon = kind === 'frame' ? Frame : StickyNote;
  const Field = kind === 'frame' ? TextInput : Textarea;
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <span className={styles.icon}>
          <Icon size={16} strokeWidth={1.75} aria-hidden />
        </span>
        <h2>{t.notes[kind]}</h2>
        <Tooltip label={en.actions.remove}>
          <ActionIcon aria-label={en.actions.remove} onClick={store.getState().removeSelected}>
            <Trash2 size={15} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={styles.scroll}>
        <Section title={t.notes.content}>
          <Field
            size="xs"
            label={kind === 'frame' ? t.notes.title : t.notes.text}
            value={note.text}
            placeholder={kind === 'frame' ? t.notes.emptyFrame : t.notes.emptyComment}
            spellCheck={false}
            {...(kind === 'comment' && { autosize: true, minRows: 4, maxRows: 16 })}
            onFocus={() => {
              gestures += 1;
              setGesture(`note-field-${gestures}`);
            }}
            onChange={(event) => changeNote(store, { ...note, text: event.currentTarget.value }, gesture)}
          />
        </Section>
        <Section title={t.notes.sizeSection}>
          {(['width', 'height'] as const).map((side) => (
            <TextField
              key={side}
              figures
              label={t.notes[side]}
              value={note[side]}
              format={String}
              parse={(text) => {
                const least = NOTE_SIZE.least[side];
                const value = Number(text);
                return Number.isInteger(value) && value >= least
                  ? ok(value)
                  : fail(t.notes.size(String(least)));
              }}
              step={(value, direction) => value + 4 * direction}
              onChange={(value, typed) =>
                changeNote(store, { ...note, [side]: value }, typed, t.edits.resizeNote)
              }
            />
          ))}
        </Section>
      </div>
    </div>
  );
}

/** The name of the open network, to be changed in place, and whether it is saved. */
import { Tooltip } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { en } from '../i18n/en.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import type { SaveState } from '../state/document-store.ts';
import styles from './DocumentTitle.module.css';

const LONGEST_NAME = 200;

export function DocumentTitle() {
  const name = useDocument((state) => state.history.document.name);
  const save = useDocument((state) => state.save);
  const store = useDocumentStore();
  const [draft, setDraft] = useState<string>();

  const finish = () => {
    const text = draft?.trim();
    if (text && text !== name) {
      store.getState().dispatch(en.edits.renameNetwork, [{ type: 'set-name', name: text }]);
    }
    setDraft(undefined);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') setDraft(undefined);
  };

  return (
    <div className={styles.title}>
      <input
        className={styles.name}
        aria-label={en.app.documentName}
        value={draft ?? name}
        maxLength={LONGEST_NAME}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={press}
      />
      <Tooltip
        label={save.status === 'failed' ? save.message : ''}
        disabled={save.status !== 'failed'}
        multiline
        maw={320}
      >
        <span
          className={styles.state}
          data-status={save.status}
          role={save.status === 'failed' ? 'alert' : undefined}
        >
          {labelOf(save)}
        </span>
      </Tooltip>
    </div>
  );
}

function labelOf(save: SaveState): string {
  switch (save.status) {
    case 'saved':
      return en.app.saved;
    case 'unsaved':
      return en.app.unsaved;
    case 'saving':
      return en.app.saving;
    case 'failed':
      return en.app.saveFailed;
    case 'conflict':
      return en.app.saveConflict;
  }
}

/** What the last edit has to say for itself: that it was refused, or what gave way to it. */
import { ActionIcon, Button } from '@mantine/core';
import { Info, Lock, X } from 'lucide-react';
import { useUiStore } from '../app/ui-context.tsx';
import { en } from '../i18n/en.ts';
import { enEditing } from '../i18n/en-editing.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './EditRemark.module.css';

export function EditRemark() {
  const store = useDocumentStore();
  const remark = useDocument((state) => state.remark);
  const ui = useUiStore();
  const branch = () => {
    remark?.branch?.();
    ui.getState().canvas?.focus();
  };
  const Icon = remark?.kind === 'refused' ? Lock : Info;
  return (
    <div className={styles.place} role="status">
      {remark && (
        <div className={styles.remark} data-kind={remark.kind}>
          <Icon size={15} aria-hidden />
          <span>{remark.message}</span>
          {remark.branch && (
            <Button size="compact-xs" variant="default" onClick={branch}>
              {enEditing.actions.branch}
            </Button>
          )}
          {remark.kind !== 'refused' && (
            <Button size="compact-xs" variant="default" onClick={store.getState().undo}>
              {en.actions.undo()}
            </Button>
          )}
          <ActionIcon
            size={22}
            aria-label={en.app.closeNotice}
            onClick={() => store.getState().setRemark(undefined)}
          >
            <X size={13} aria-hidden />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}

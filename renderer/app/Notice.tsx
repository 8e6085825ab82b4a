/** A sentence about something that did not work, until it is closed. */
import { ActionIcon } from '@mantine/core';
import { CircleAlert, X } from 'lucide-react';
import { en } from '../i18n/en.ts';
import styles from './Notice.module.css';
import { useUi, useUiStore } from './ui-context.tsx';

export function Notice() {
  const notice = useUi((state) => state.notice);
  const ui = useUiStore();
  if (!notice) return null;
  return (
    <div className={styles.notice} role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>{notice}</span>
      <ActionIcon aria-label={en.app.closeNotice} onClick={() => ui.getState().showNotice(undefined)}>
        <X size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

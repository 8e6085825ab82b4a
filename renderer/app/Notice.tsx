/** A sentence about something that did not work, until it is closed; or for a moment about what did. */
import { ActionIcon } from '@mantine/core';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect } from 'react';
import { en } from '../i18n/en.ts';
import styles from './Notice.module.css';
import { useUi, useUiStore } from './ui-context.tsx';

const SUCCESS_MS = 6000;

export function Notice() {
  const notice = useUi((state) => state.notice);
  const success = useUi((state) => state.success);
  const ui = useUiStore();

  useEffect(() => {
    if (!success) return;
    const timer = setTimeout(() => ui.getState().showSuccess(undefined), SUCCESS_MS);
    return () => clearTimeout(timer);
  }, [ui, success]);

  if (!notice) {
    return (
      <div role="status">
        {success && (
          <p className={styles.success}>
            <CircleCheck size={16} aria-hidden />
            {success}
          </p>
        )}
      </div>
    );
  }
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

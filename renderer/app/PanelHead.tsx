/** The title of a panel below the canvas, how much is in it, what can be done with it, and its way out. */
import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './PanelHead.module.css';
import { useUiStore } from './ui-context.tsx';
import type { PanelName } from './ui-store.ts';

export function PanelHead({
  panel,
  title,
  count,
  close,
  children,
}: {
  panel: PanelName;
  title: string;
  count: ReactNode;
  /** The name of the button that closes it. */
  close: string;
  children?: ReactNode;
}) {
  const ui = useUiStore();
  return (
    <div className={styles.head}>
      <h2>{title}</h2>
      <span className={styles.count}>{count}</span>
      {children}
      <ActionIcon size={22} aria-label={close} onClick={() => ui.getState().togglePanel(panel, false)}>
        <X size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

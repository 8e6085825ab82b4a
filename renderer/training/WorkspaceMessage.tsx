/** What a workspace says when it has nothing to show yet, is busy, or cannot go on. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './WorkspaceMessage.module.css';

interface WorkspaceMessageProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
  readonly tone?: 'neutral' | 'danger' | 'busy';
}

export function WorkspaceMessage({
  icon: Icon,
  title,
  children,
  action,
  tone = 'neutral',
}: WorkspaceMessageProps) {
  return (
    <div className={styles.message} data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size={24} strokeWidth={1.5} aria-hidden />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

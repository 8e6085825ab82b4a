/** One problem in full: what is wrong, what arrived, what was expected, and the buttons that put it right. */
import { Button } from '@mantine/core';
import { CircleAlert, TriangleAlert, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Issue } from '../../core/issues/issue.ts';
import { en } from '../i18n/en.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import styles from './IssueCard.module.css';

interface IssueCardProps {
  issue: Issue;
  /** Shown before the sentence: where it is. */
  place?: ReactNode;
}

export function IssueCard({ issue, place }: IssueCardProps) {
  const store = useDocumentStore();
  const Icon = issue.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <article className={styles.issue} data-severity={issue.severity}>
      <span className={styles.icon} role="img" aria-label={en.problems[issue.severity]}>
        <Icon size={15} strokeWidth={2.1} aria-hidden />
      </span>
      <div className={styles.body}>
        {place}
        <p className={styles.message}>{issue.message}</p>
        {(issue.received !== undefined || issue.expected !== undefined) && (
          <p className={styles.facts}>
            {issue.received !== undefined && (
              <span>
                {en.problems.received} <code>{issue.received}</code>
              </span>
            )}
            {issue.expected !== undefined && (
              <span>
                {en.problems.expected} <code>{issue.expected}</code>
              </span>
            )}
          </p>
        )}
        {issue.fixes.length > 0 && (
          <div className={styles.fixes}>
            {issue.fixes.map((fix) => (
              <Button
                key={fix.label}
                size="compact-xs"
                variant="default"
                leftSection={<Wrench size={12} aria-hidden />}
                onClick={() => store.getState().applyFix(fix)}
              >
                {fix.label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </article>
  );
}

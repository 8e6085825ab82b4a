/** One problem in full: what is wrong, what arrived, what was expected, and the buttons that put it right. */
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Issue } from '../../core/issues/issue.ts';
import { FixButton } from '../fixes/FixButton.tsx';
import { en } from '../i18n/en.ts';
import styles from './IssueCard.module.css';

interface IssueCardProps {
  issue: Issue;
  /** Shown before the sentence: where it is. */
  place?: ReactNode;
}

export function IssueCard({ issue, place }: IssueCardProps) {
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
              <FixButton key={fix.label} fix={fix} />
            ))}
          </div>
        )}
      </div>
    </article>
  );
}

/** How many samples each class has, as bars. */
import { formatCount } from '../i18n/format.ts';
import styles from './ClassCounts.module.css';

interface ClassCountsProps {
  readonly classes: readonly string[];
  readonly counts: readonly number[];
}

export function ClassCounts({ classes, counts }: ClassCountsProps) {
  const most = Math.max(1, ...counts);
  return (
    <ul className={styles.counts}>
      {classes.map((name, place) => {
        const count = counts[place] ?? 0;
        return (
          <li key={name}>
            <span className={styles.name} title={name}>
              {name}
            </span>
            <span className={styles.track}>
              <span style={{ transform: `scaleX(${count / most})` }} />
            </span>
            <span className={styles.count}>{formatCount(count)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The keys of a shortcut. */
import styles from './Keys.module.css';
import { keyNames } from './shortcuts.ts';

export function Keys({ shortcut }: { shortcut: string }) {
  return (
    <span className={styles.keys}>
      {keyNames(shortcut).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}

/** Opens a network file that is dropped anywhere on the window. */
import { type DragEvent, type ReactNode, useState } from 'react';
import { en } from '../i18n/en.ts';
import styles from './FileDrop.module.css';
import { useSession } from './session-context.tsx';

export function FileDrop({ children }: { children: ReactNode }) {
  const session = useSession();
  const [over, setOver] = useState(false);

  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const dragOver = (event: DragEvent) => {
    // A workspace may take files itself: images to try, datasets.
    if (event.defaultPrevented || !carriesFile(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (event.defaultPrevented || !file) return;
    event.preventDefault();
    void session.openFile(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu opens files too
    <div className={styles.area} onDragOver={dragOver} onDragLeave={() => setOver(false)} onDrop={drop}>
      {children}
      {over && <div className={styles.hint}>{en.app.dropFile}</div>}
    </div>
  );
}

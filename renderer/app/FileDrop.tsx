/** Opens network files that are dropped anywhere on the window, each in a tab of its own. */
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
  const openAll = async (files: readonly File[]) => {
    for (const file of files) await session.openFile(file);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (event.defaultPrevented || files.length === 0) return;
    event.preventDefault();
    void openAll(files);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu opens files too
    <div className={styles.area} onDragOver={dragOver} onDragLeave={() => setOver(false)} onDrop={drop}>
      {children}
      {over && <div className={styles.hint}>{en.app.dropFile}</div>}
    </div>
  );
}

/** Takes files that are dropped anywhere on the window: networks open in tabs of their own, all else is data. */
import { type DragEvent, type ReactNode, useState } from 'react';
import { pickedDrop } from '../data/own/picked.ts';
import { en } from '../i18n/en.ts';
import { enOwnData } from '../i18n/en-own-data.ts';
import styles from './FileDrop.module.css';
import { useSession } from './session-context.tsx';

export function FileDrop({ children }: { children: ReactNode }) {
  const session = useSession();
  const [over, setOver] = useState(false);

  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const dragOver = (event: DragEvent) => {
    // A workspace may take files itself: images to try.
    if (event.defaultPrevented || !carriesFile(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const dragLeave = (event: DragEvent) => {
    // From one part of the window to another is not out of it.
    const to = event.relatedTarget;
    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
  };
  const openAll = async (files: readonly File[]) => {
    for (const file of files) await session.openFile(file);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (event.defaultPrevented || files.length === 0) return;
    event.preventDefault();
    if (files.every(({ name }) => /\.json$/i.test(name))) void openAll(files);
    else void takeData(event.dataTransfer);
  };
  const takeData = async ({ items, files }: DataTransfer) => {
    const { ownData } = session.host;
    const intake = session.intake.getState();
    if (ownData.kind === 'copies') return intake.bring(pickedDrop(items, enOwnData.several));
    const [file, ...others] = files;
    if (file && others.length === 0) return intake.open(ownData.pathOf(file));
    intake.refuse(enOwnData.several, enOwnData.oneAtATime);
    session.ui.getState().showWorkspace('data');
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu and the data workspace open files too
    <div className={styles.area} onDragOver={dragOver} onDragLeave={dragLeave} onDrop={drop}>
      {children}
      {over && (
        <div className={styles.hint}>
          <strong>{en.app.dropFile}</strong>
          <span>{enOwnData.dropHelp}</span>
        </div>
      )}
    </div>
  );
}

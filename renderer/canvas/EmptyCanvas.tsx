/** What the canvas says while nothing is drawn: what to do first. */
import { Button } from '@mantine/core';
import { useHost } from '../app/host-context.tsx';
import { useUiStore } from '../app/ui-context.tsx';
import { drawStarter } from '../data/draw-starter.ts';
import { en } from '../i18n/en.ts';
import { enOwnData } from '../i18n/en-own-data.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './EmptyCanvas.module.css';

export function EmptyCanvas() {
  const empty = useDocument((state) => state.history.document.layers.length === 0);
  const dataset = useDocument((state) => state.dataset);
  const store = useDocumentStore();
  const host = useHost();
  const ui = useUiStore();
  if (!empty) return null;
  return (
    <div className={styles.empty}>
      <h2>{en.canvas.emptyTitle}</h2>
      <p>{en.canvas.emptyText}</p>
      <div className={styles.buttons}>
        {dataset.status === 'ready' && (
          <Button onClick={() => void drawStarter(store, host, dataset.reference, dataset.description)}>
            {enOwnData.starter.draw}
          </Button>
        )}
        <Button
          variant={dataset.status === 'ready' ? 'default' : 'filled'}
          onClick={() => store.getState().addLayer('Input', { kind: 'at', position: { x: 0, y: 0 } })}
        >
          {en.canvas.emptyAdd}
        </Button>
        <Button variant="default" onClick={() => ui.getState().showGallery(true)}>
          {en.canvas.emptyGallery}
        </Button>
      </div>
    </div>
  );
}

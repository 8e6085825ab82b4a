/** Offers a first network where data is chosen and nothing is drawn. */
import { Button } from '@mantine/core';
import { Workflow } from 'lucide-react';
import { useHost } from '../app/host-context.tsx';
import { useUiStore } from '../app/ui-context.tsx';
import { enOwnData } from '../i18n/en-own-data.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { drawStarter } from './draw-starter.ts';
import styles from './StarterCard.module.css';

const t = enOwnData.starter;

export function StarterCard() {
  const host = useHost();
  const store = useDocumentStore();
  const ui = useUiStore();
  const empty = useDocument((state) => state.history.document.layers.length === 0);
  const dataset = useDocument((state) => state.dataset);
  if (!empty || dataset.status !== 'ready') return null;
  const draw = async () => {
    await drawStarter(store, host, dataset.reference, dataset.description);
    ui.getState().showWorkspace('network');
  };
  return (
    <section className={styles.card}>
      <Workflow size={18} strokeWidth={1.75} aria-hidden />
      <div>
        <strong>{t.title}</strong>
        <p>{t.help}</p>
      </div>
      <Button onClick={() => void draw()}>{t.draw}</Button>
    </section>
  );
}

/** Over the canvas while layers show what they see: which sample it is, and with whose weights. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useHost } from '../app/host-context.tsx';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { useRunStore } from '../state/run-store-context.tsx';
import { loadPreviews } from './load-previews.ts';
import styles from './PreviewBar.module.css';
import { anyShown, previewsOf } from './preview-store.ts';

const t = enUnderstanding.preview;

export function PreviewBar() {
  const documents = useDocumentStore();
  const runs = useRunStore();
  const host = useHost();
  const previews = previewsOf(documents);
  const shown = useStore(previews, anyShown);
  const about = useStore(previews, (state) => state.about);
  const sample = useStore(previews, (state) => state.sample);
  const { step, showAll } = previews.getState();

  useEffect(
    () => (shown ? loadPreviews({ documents, previews, runs, host }) : undefined),
    [shown, documents, previews, runs, host],
  );

  if (!shown || !about) return null;
  const trained = about.weights.kind === 'trained';
  return (
    <div className={styles.bar} role="toolbar" aria-label={t.bar}>
      <ActionIcon size={24} aria-label={enUnderstanding.actions.previousSample} onClick={() => step(-1)}>
        <ChevronLeft size={15} aria-hidden />
      </ActionIcon>
      <span className={styles.sample} role="status">
        {t.bar} <span className={styles.figures}>{t.sample(sample + 1, about.samples)}</span>
        {about.truth !== undefined && ` ${t.truth(about.truth)}`}
      </span>
      <ActionIcon size={24} aria-label={enUnderstanding.actions.nextSample} onClick={() => step(1)}>
        <ChevronRight size={15} aria-hidden />
      </ActionIcon>
      <Tooltip label={trained ? t.trainedHelp : t.initialHelp} multiline maw={260}>
        <span className={styles.weights} data-trained={trained || undefined}>
          {about.weights.kind === 'trained' ? t.trained(about.weights.run) : t.initial}
        </span>
      </Tooltip>
      <ActionIcon size={24} aria-label={t.close} onClick={() => showAll(false)}>
        <X size={13} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** The data workspace: which dataset the network learns from, and what is in it. */
import { Button } from '@mantine/core';
import { Check, CircleAlert, Database, LoaderCircle, RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { useHost } from '../app/host-context.tsx';
import { useSession } from '../app/session-context.tsx';
import { EditRemark } from '../canvas/EditRemark.tsx';
import { enOwnData } from '../i18n/en-own-data.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { WorkspaceMessage } from '../training/WorkspaceMessage.tsx';
import { chooseDataset } from './choose-dataset.ts';
import { DatasetView } from './DatasetView.tsx';
import styles from './DataWorkspace.module.css';
import { Busy, IntakeView, Progress } from './own/IntakeView.tsx';
import { OwnData } from './own/OwnData.tsx';
import { useReading } from './own/use-reading.ts';
import type { Loaded } from './use-dataset.ts';

export function DataWorkspace() {
  const inUse = useDocument((state) => state.history.document.dataset);
  const documents = useDocumentStore();
  const host = useHost();
  const store = useSession().intake;
  const intake = useStore(store, (state) => state.intake);
  const choose = (dataset: DatasetReference) => {
    store.getState().cancel();
    void chooseDataset(documents, host, dataset);
  };
  return (
    <div className={styles.workspace}>
      <aside className={styles.sources} aria-label={t.data.title}>
        <OwnData inUse={inUse?.source} />
        <BuiltinList inUse={inUse?.source} onChoose={choose} />
      </aside>
      <section className={styles.main}>
        {intake.step === 'idle' ? <ChosenDataset onChoose={choose} /> : <IntakeView intake={intake} />}
      </section>
      <div className={styles.remark}>
        <EditRemark />
      </div>
    </div>
  );
}

/** `1,797 images · 10 classes`. */
function describeBriefly({
  samples,
  fields,
  target,
}: Pick<DatasetDescription, 'samples' | 'fields' | 'target'>): string {
  const images = fields.some(({ kind }) => kind === 'image');
  const classes = fields.find(({ name }) => name === target)?.classes?.length;
  const answer = classes === undefined ? t.data.predictsNumber : t.data.classCount(classes);
  return `${images ? t.data.imageCount(samples) : t.data.rowCount(samples)} · ${answer}`;
}

interface SourceProps {
  readonly inUse: string | undefined;
  onChoose(dataset: DatasetReference): void;
}

function BuiltinList({ inUse, onChoose }: SourceProps) {
  const datasets = useBuiltins();
  return (
    <>
      <h2 className={styles.heading}>{t.data.builtin}</h2>
      {datasets.status === 'loading' && <p className={styles.hint}>{t.data.loading}</p>}
      {datasets.status === 'failed' && (
        <p className={styles.fault} role="alert">
          {datasets.message}
        </p>
      )}
      {datasets.status === 'ready' && (
        <ul className={styles.list}>
          {datasets.value.map(({ source, title, ...about }) => (
            <li key={source}>
              <button
                type="button"
                className={styles.source}
                aria-pressed={source === inUse}
                onClick={() => onChoose({ source })}
              >
                <span className={styles.name}>{title}</span>
                {source === inUse && <Check size={14} aria-label={t.data.inUse} />}
                <span className={styles.detail}>{describeBriefly(about)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function useBuiltins(): Loaded<readonly DatasetDescription[]> {
  const host = useHost();
  const [loaded, setLoaded] = useState<Loaded<readonly DatasetDescription[]>>({ status: 'loading' });
  useEffect(() => {
    let current = true;
    host.request('datasets.list', {}).then(
      (value) => current && setLoaded({ status: 'ready', value }),
      (error: unknown) =>
        current &&
        setLoaded({ status: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [host]);
  return loaded;
}

/** The dataset of the network, as it is described to the whole window. */
function ChosenDataset({ onChoose }: { onChoose(dataset: DatasetReference): void }) {
  const host = useHost();
  const documents = useDocumentStore();
  const dataset = useDocument((state) => state.dataset);
  const source = dataset.status === 'loading' ? dataset.reference.source : undefined;
  const reading = useReading(source);
  switch (dataset.status) {
    case 'none':
      return (
        <WorkspaceMessage icon={Database} title={t.data.none}>
          {t.data.noneHelp}
        </WorkspaceMessage>
      );
    case 'loading':
      // What is read at once needs no bar.
      if (!reading) return <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.data.loading} />;
      return (
        <Busy
          title={t.data.loading}
          onCancel={() => void host.request('datasets.cancel', { source: dataset.reference.source })}
        >
          <Progress {...reading} words={enOwnData.images(reading.done, reading.total)} />
        </Busy>
      );
    case 'failed':
      return (
        <WorkspaceMessage
          icon={CircleAlert}
          tone="danger"
          title={t.data.failed}
          action={
            <Button
              variant="default"
              leftSection={<RotateCw size={13} aria-hidden />}
              onClick={() =>
                documents.getState().setDataset({ status: 'loading', reference: dataset.reference })
              }
            >
              {enOwnData.again}
            </Button>
          }
        >
          {dataset.message}
        </WorkspaceMessage>
      );
    case 'ready':
      return (
        <DatasetView
          key={dataset.reference.source}
          reference={dataset.reference}
          dataset={dataset.description}
          onChoose={onChoose}
        />
      );
  }
}

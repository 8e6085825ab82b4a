/** The data workspace: which dataset the network learns from, and what is in it. */
import { Button, TextInput } from '@mantine/core';
import { Check, CircleAlert, Database, FolderOpen, LoaderCircle } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { useHost } from '../app/host-context.tsx';
import { EditRemark } from '../canvas/EditRemark.tsx';
import { enTraining as t } from '../i18n/en-training.ts';
import { formatCount } from '../i18n/format.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { WorkspaceMessage } from '../training/WorkspaceMessage.tsx';
import { chooseDataset } from './choose-dataset.ts';
import { DatasetView } from './DatasetView.tsx';
import styles from './DataWorkspace.module.css';
import { type Loaded, useDataset } from './use-dataset.ts';

export function DataWorkspace() {
  const inUse = useDocument((state) => state.history.document.dataset);
  const documents = useDocumentStore();
  const host = useHost();
  const choose = (dataset: DatasetReference) => void chooseDataset(documents, host, dataset);
  return (
    <div className={styles.workspace}>
      <aside className={styles.sources} aria-label={t.data.title}>
        <BuiltinList inUse={inUse?.source} onChoose={choose} />
        <OwnData inUse={inUse?.source} onChoose={choose} />
      </aside>
      <section className={styles.main}>
        {inUse ? (
          <ChosenDataset reference={inUse} onChoose={choose} />
        ) : (
          <WorkspaceMessage icon={Database} title={t.data.none}>
            {t.data.noneHelp}
          </WorkspaceMessage>
        )}
      </section>
      <EditRemark />
    </div>
  );
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
          {datasets.value.map(({ source, title, samples }) => (
            <li key={source}>
              <button
                type="button"
                className={styles.source}
                aria-pressed={source === inUse}
                onClick={() => onChoose({ source })}
              >
                <span className={styles.name}>{title}</span>
                {source === inUse && <Check size={14} aria-label={t.data.inUse} />}
                <span className={styles.detail}>
                  {formatCount(samples)} · {source}
                </span>
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

/** A path is read first and becomes the network's data only when it can be. */
function OwnData({ inUse, onChoose }: SourceProps) {
  const host = useHost();
  const own = inUse !== undefined && !inUse.startsWith('builtin:') ? inUse : '';
  const [path, setPath] = useState(own);
  const [state, setState] = useState<'idle' | 'reading'>('idle');
  const [fault, setFault] = useState<string>();
  const open = async (event: FormEvent) => {
    event.preventDefault();
    const source = path.trim();
    if (source === '') return;
    setState('reading');
    setFault(undefined);
    try {
      await host.request('datasets.describe', { source });
      onChoose({ source });
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setState('idle');
  };
  return (
    <>
      <h2 className={styles.heading}>{t.data.own}</h2>
      <form className={styles.own} onSubmit={(event) => void open(event)}>
        <TextInput
          size="xs"
          label={t.data.path}
          description={t.data.pathHelp}
          placeholder={t.data.pathPlaceholder}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          error={fault}
          errorProps={{ role: 'alert' }}
          spellCheck={false}
        />
        <Button
          type="submit"
          variant="default"
          loading={state === 'reading'}
          disabled={path.trim() === ''}
          leftSection={<FolderOpen size={14} aria-hidden />}
        >
          {t.data.open}
        </Button>
      </form>
    </>
  );
}

interface ChosenDatasetProps {
  readonly reference: DatasetReference;
  onChoose(dataset: DatasetReference): void;
}

function ChosenDataset({ reference, onChoose }: ChosenDatasetProps) {
  const dataset = useDataset(reference);
  switch (dataset.status) {
    case 'loading':
      return <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.data.loading} />;
    case 'failed':
      return (
        <WorkspaceMessage icon={CircleAlert} tone="danger" title={t.data.failed}>
          {dataset.message}
        </WorkspaceMessage>
      );
    case 'ready':
      return (
        <DatasetView
          key={reference.source}
          reference={reference}
          dataset={dataset.value}
          onChoose={onChoose}
        />
      );
  }
}

/** The choice of the data: one that comes along, or the person's own file or folder. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { useHost } from '../app/host-context.tsx';
import { chooseDataset } from '../data/choose-dataset.ts';
import { en } from '../i18n/en.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import type { DatasetState } from '../state/document-store.ts';
import styles from './Inspector.module.css';

const NONE = '';
const OWN = 'own';

export function DatasetFields() {
  const store = useDocumentStore();
  const host = useHost();
  const reference = useDocument((state) => state.history.document.dataset);
  const dataset = useDocument((state) => state.dataset);
  const known = useKnownDatasets();
  const isKnown = known.some(({ source }) => source === reference?.source);
  const [choosing, setChoosing] = useState(false);
  const own = choosing || (reference !== null && !isKnown && known.length > 0);

  const choose = (next: DatasetReference | null) => {
    setChoosing(false);
    void chooseDataset(store, host, next);
  };

  return (
    <>
      <NativeSelect
        label={en.inspector.datasetChoice}
        value={own ? OWN : (reference?.source ?? NONE)}
        data={[
          { value: NONE, label: en.inspector.noDataset },
          ...known.map(({ source, title }) => ({ value: source, label: title })),
          ...(known.length === 0 && reference ? [{ value: reference.source, label: reference.source }] : []),
          { value: OWN, label: en.inspector.ownData },
        ]}
        onChange={({ currentTarget: { value } }) => {
          if (value === OWN) setChoosing(true);
          else choose(value === NONE ? null : { source: value });
        }}
      />
      {own && (
        <PathForm initial={isKnown ? '' : (reference?.source ?? '')} onUse={(source) => choose({ source })} />
      )}
      <DatasetSummary
        dataset={dataset}
        onTarget={(target) => reference && choose({ ...reference, target })}
      />
    </>
  );
}

function PathForm({ initial, onUse }: { initial: string; onUse: (path: string) => void }) {
  const [path, setPath] = useState(initial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') onUse(path.trim());
  };
  return (
    <form className={styles.path} onSubmit={submit}>
      <TextInput
        size="xs"
        label={en.inspector.path}
        description={en.inspector.pathHelp}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={path}
        spellCheck={false}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={path.trim() === '' || path === initial}>
        {en.inspector.usePath}
      </Button>
    </form>
  );
}

function DatasetSummary({
  dataset,
  onTarget,
}: {
  dataset: DatasetState;
  onTarget: (target: string) => void;
}) {
  if (dataset.status === 'none') return null;
  if (dataset.status === 'loading') return <p className={styles.quiet}>{en.inspector.datasetLoading}</p>;
  if (dataset.status === 'failed') {
    return (
      <p className={styles.fault} role="alert">
        <CircleAlert size={14} aria-hidden />
        {dataset.message}
      </p>
    );
  }
  const { description } = dataset;
  const target = description.fields.find(({ name }) => name === description.target);
  const facts = [
    en.inspector.samples(description.samples),
    ...(target?.classes ? [en.inspector.classes(target.classes.length)] : []),
  ];
  return (
    <>
      <p className={styles.quiet}>{facts.join(' · ')}</p>
      {description.targets && (
        <NativeSelect
          label={en.inspector.target}
          value={description.target}
          data={description.targets}
          onChange={(event) => onTarget(event.currentTarget.value)}
        />
      )}
      {description.problems.map((problem) => (
        <p key={problem} className={styles.quiet}>
          {problem}
        </p>
      ))}
    </>
  );
}

/** The datasets that come with the program. */
function useKnownDatasets(): readonly DatasetDescription[] {
  const host = useHost();
  const [known, setKnown] = useState<readonly DatasetDescription[]>([]);
  useEffect(() => {
    let current = true;
    host.request('datasets.list', {}).then(
      (datasets) => current && setKnown(datasets),
      () => current && setKnown([]),
    );
    return () => {
      current = false;
    };
  }, [host]);
  return known;
}

/** One dataset: what it holds, how its classes are spread, and samples to look at. */
import { Button, NativeSelect } from '@mantine/core';
import { CircleAlert, Dices, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDescription, FieldDescription } from '../../core/data/dataset.ts';
import type { DatasetReference } from '../../core/document/schema.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { formatCount } from '../i18n/format.ts';
import { WorkspaceMessage } from '../training/WorkspaceMessage.tsx';
import { ClassCounts } from './ClassCounts.tsx';
import styles from './DatasetView.module.css';
import { RowsAs } from './RowsAs.tsx';
import { SampleGrid, SampleTable } from './SampleViews.tsx';
import { StarterCard } from './StarterCard.tsx';
import { useSamples } from './use-dataset.ts';

const SHOWN = 60;

interface DatasetViewProps {
  readonly reference: DatasetReference;
  readonly dataset: DatasetDescription;
  onChoose(reference: DatasetReference): void;
}

export function DatasetView({ reference, dataset, onChoose }: DatasetViewProps) {
  const target = dataset.fields.find(({ name }) => name === dataset.target);
  const targets = dataset.targets ?? [];
  return (
    <div className={styles.view}>
      <header>
        <h1>{dataset.title}</h1>
        <p>{dataset.summary}</p>
      </header>
      <StarterCard />
      <dl className={styles.facts}>
        <Fact name={t.data.samples} value={formatCount(dataset.samples)} />
        {target?.classes && <Fact name={t.data.classes} value={formatCount(target.classes.length)} />}
        {dataset.fields.map((field) => (
          <Fact
            key={field.name}
            name={field.name === dataset.target ? `${field.name} (${t.data.target})` : field.name}
            value={describeField(field)}
          />
        ))}
      </dl>
      {targets.length > 0 && (
        <div className={styles.choices}>
          {targets.length > 1 && (
            <NativeSelect
              className={styles.target ?? ''}
              label={t.data.target}
              value={dataset.target}
              onChange={(event) => onChoose({ ...reference, target: event.currentTarget.value })}
              data={targets}
            />
          )}
          <RowsAs reference={reference} dataset={dataset} onChoose={onChoose} />
        </div>
      )}
      {dataset.problems.length > 0 && (
        <section className={styles.problems} aria-label={t.data.problems}>
          <TriangleAlert size={16} aria-hidden />
          <ul>
            {dataset.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </section>
      )}
      {target?.classes && dataset.classCounts && (
        <section>
          <h2>{t.data.counts}</h2>
          <ClassCounts classes={target.classes} counts={dataset.classCounts} />
        </section>
      )}
      <Samples reference={reference} dataset={dataset} />
      {dataset.licence && (
        <section>
          <h2>{t.data.licence}</h2>
          <p>{dataset.licence}</p>
        </section>
      )}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function describeField({ kind, shape, classes, range }: FieldDescription): string {
  if (kind === 'category') return `${formatCount(classes?.length ?? 0)} ${t.data.field.category}`;
  const size = shape.join(' × ') || '1';
  const bounds = range ? `, ${range[0]}…${range[1]}` : '';
  return `${size} ${size === '1' ? t.data.field.number : t.data.field[kind]}${bounds}`;
}

function Samples({ reference, dataset }: Omit<DatasetViewProps, 'onChoose'>) {
  const [round, setRound] = useState(0);
  const samples = useSamples(reference, dataset, SHOWN, round);
  const image = dataset.fields.find(({ kind }) => kind === 'image');
  return (
    <section className={image ? undefined : styles.wide}>
      <div className={styles.bar}>
        <h2>{t.data.look}</h2>
        {dataset.samples > SHOWN && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<Dices size={14} aria-hidden />}
            onClick={() => setRound(round + 1)}
          >
            {t.data.others}
          </Button>
        )}
      </div>
      {samples.status === 'loading' && (
        <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.data.loading} />
      )}
      {samples.status === 'failed' && (
        <WorkspaceMessage icon={CircleAlert} tone="danger" title={t.data.failed}>
          {samples.message}
        </WorkspaceMessage>
      )}
      {samples.status === 'ready' &&
        (image ? (
          <SampleGrid image={image} dataset={dataset} samples={samples.value} />
        ) : (
          <SampleTable dataset={dataset} samples={samples.value} />
        ))}
    </section>
  );
}

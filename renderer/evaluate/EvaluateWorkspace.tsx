/** Gives a trained network something of one's own to answer, and shows what it gets wrong. */
import { SegmentedControl } from '@mantine/core';
import { CircleAlert, LoaderCircle, PenLine } from 'lucide-react';
import { useState } from 'react';
import { useDataset, useSamples } from '../data/use-dataset.ts';
import { enMistakes } from '../i18n/en-mistakes.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { type OpenedRun, shownRun } from '../state/run-store.ts';
import { useRuns, useShownRun } from '../state/run-store-context.tsx';
import { RunPicker, usableRuns } from '../training/RunPicker.tsx';
import { TrainAction } from '../training/TrainAction.tsx';
import { WorkspaceMessage } from '../training/WorkspaceMessage.tsx';
import styles from './EvaluateWorkspace.module.css';
import { Mistakes } from './Mistakes.tsx';
import { TryIt } from './TryIt.tsx';

/** Enough to learn how the dataset frames its images and how far its numbers reach. */
const SAMPLES = 200;

type View = 'try' | 'mistakes';

export function EvaluateWorkspace() {
  const [view, setView] = useState<View>('try');
  const run = useShownRun();
  const runs = useRuns((state) => state.runs);
  const opening = useRuns((state) => shownRun(state) !== undefined);
  const learned = run !== undefined && (run.record.epochs.length > 0 || run.summary.epochsDone > 0);
  if (runs === undefined || (opening && !run)) {
    return <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.tryIt.loading} />;
  }
  return (
    <div className={styles.workspace}>
      <header className={styles.header}>
        <h1 className="visually-hidden">{enMistakes.title}</h1>
        <SegmentedControl
          size="xs"
          aria-label={enMistakes.title}
          value={view}
          data={[
            { value: 'try', label: enMistakes.tabs.try },
            { value: 'mistakes', label: enMistakes.tabs.mistakes },
          ]}
          onChange={(value) => setView(value === 'mistakes' ? 'mistakes' : 'try')}
        />
        {usableRuns(runs).length > 0 && <RunPicker label={t.tryIt.chooseRun} />}
        {learned && <p>{run.record.finished ? t.tryIt.best : t.tryIt.bestSoFar}</p>}
      </header>
      {learned ? (
        <RunTrial key={run.summary.id} run={run} view={view} />
      ) : (
        <WorkspaceMessage icon={PenLine} title={t.tryIt.empty} action={<TrainAction />}>
          {t.tryIt.emptyHelp}
        </WorkspaceMessage>
      )}
    </div>
  );
}

function RunTrial({ run, view }: { readonly run: OpenedRun; readonly view: View }) {
  const reference = run.document.dataset ?? { source: run.summary.dataset };
  const dataset = useDataset(reference);
  const description = dataset.status === 'ready' ? dataset.value : undefined;
  const samples = useSamples(reference, description, SAMPLES);
  const failed = [dataset, samples].find((loaded) => loaded.status === 'failed');
  if (failed?.status === 'failed') {
    return (
      <WorkspaceMessage icon={CircleAlert} tone="danger" title={t.tryIt.datasetGone}>
        {failed.message}
      </WorkspaceMessage>
    );
  }
  if (!description || samples.status !== 'ready') {
    return <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.tryIt.loading} />;
  }
  return view === 'mistakes' ? (
    <Mistakes run={run} reference={reference} dataset={description} />
  ) : (
    <TryIt run={run} dataset={description} samples={samples.value} />
  );
}

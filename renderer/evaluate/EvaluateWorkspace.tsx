/** Try it: gives a trained network something of one's own and shows what it answers. */
import { CircleAlert, LoaderCircle, PenLine } from 'lucide-react';
import { useDataset, useSamples } from '../data/use-dataset.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { type OpenedRun, shownRun } from '../state/run-store.ts';
import { useRuns, useShownRun } from '../state/run-store-context.tsx';
import { RunPicker, usableRuns } from '../training/RunPicker.tsx';
import { TrainAction } from '../training/TrainAction.tsx';
import { WorkspaceMessage } from '../training/WorkspaceMessage.tsx';
import styles from './EvaluateWorkspace.module.css';
import { TryIt } from './TryIt.tsx';

/** Enough to learn how the dataset frames its images and how far its numbers reach. */
const SAMPLES = 200;

export function EvaluateWorkspace() {
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
        <h1>{t.tryIt.title}</h1>
        {usableRuns(runs).length > 0 && <RunPicker label={t.tryIt.chooseRun} />}
        {learned && <p>{run.record.finished ? t.tryIt.best : t.tryIt.bestSoFar}</p>}
      </header>
      {learned ? (
        <RunTrial key={run.summary.id} run={run} />
      ) : (
        <WorkspaceMessage icon={PenLine} title={t.tryIt.empty} action={<TrainAction />}>
          {t.tryIt.emptyHelp}
        </WorkspaceMessage>
      )}
    </div>
  );
}

function RunTrial({ run }: { readonly run: OpenedRun }) {
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
  return <TryIt run={run} dataset={description} samples={samples.value} />;
}

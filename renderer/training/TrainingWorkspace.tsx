/** The training workspace: the live curves and numbers of a run; beside them all runs, and how the next is trained. */
import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { ChartSpline, CircleAlert, CircleStop, LoaderCircle, RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { enTraining as t } from '../i18n/en-training.ts';
import { doneShare, latestMetrics } from '../state/run-record.ts';
import { isBusy, type OpenedRun, type RunPhase } from '../state/run-store.ts';
import { useRunStore, useRuns, useShownRun } from '../state/run-store-context.tsx';
import { chartMetrics, rateMetrics } from './chart-series.ts';
import { formatMetric } from './figures.ts';
import { RunChart } from './RunChart.tsx';
import { RunFigures } from './RunFigures.tsx';
import { RunList } from './RunList.tsx';
import { RunNotice } from './RunNotice.tsx';
import { RunStarting } from './RunStarting.tsx';
import { runName } from './run-names.ts';
import { TrainingSettings } from './settings/TrainingSettings.tsx';
import { TrainAction } from './TrainAction.tsx';
import styles from './TrainingWorkspace.module.css';
import { WorkspaceMessage } from './WorkspaceMessage.tsx';

export function TrainingWorkspace() {
  const [compared, setCompared] = useState<string>();
  const [side, setSide] = useState<'runs' | 'settings'>('runs');
  return (
    <div className={styles.workspace}>
      <section className={styles.main} aria-label={t.training.title}>
        <ShownRun compared={compared} />
      </section>
      <aside className={styles.side} aria-label={t.training.side}>
        <div className={styles.heading}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t.training.side}
            value={side}
            data={[
              { value: 'runs', label: t.training.runs },
              { value: 'settings', label: t.training.settings },
            ]}
            onChange={(value) => setSide(value === 'settings' ? 'settings' : 'runs')}
          />
        </div>
        {side === 'runs' ? (
          <RunList onCompare={setCompared} />
        ) : (
          <div className={styles.settings}>
            <TrainingSettings />
          </div>
        )}
      </aside>
    </div>
  );
}

function ShownRun({ compared }: { readonly compared: string | undefined }) {
  const phase = useRuns((state) => state.phase);
  const known = useRuns((state) => state.runs);
  const fault = useRuns((state) => state.fault);
  const run = useShownRun();
  const other = useRuns((state) => (compared === undefined ? undefined : state.opened[compared]));
  if (phase.type === 'starting') return <RunStarting phase={phase} />;
  if (phase.type === 'cancelled') {
    return (
      <WorkspaceMessage icon={CircleStop} title={t.status.cancelled} action={<TrainAction />}>
        {t.training.cancelledHelp}
      </WorkspaceMessage>
    );
  }
  if (phase.type === 'failed' && phase.run === undefined) {
    return (
      <WorkspaceMessage
        icon={CircleAlert}
        tone="danger"
        title={t.training.failedTitle}
        action={<TrainAction />}
      >
        {phase.message}
      </WorkspaceMessage>
    );
  }
  if (run) return <RunView run={run} phase={phase} other={other} />;
  if (fault) return <WorkspaceMessage icon={CircleAlert} tone="danger" title={fault} />;
  if (!known || phase.type !== 'idle') {
    return <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.training.loadingRun} />;
  }
  return (
    <WorkspaceMessage icon={ChartSpline} title={t.training.empty} action={<TrainAction />}>
      {t.training.emptyHelp}
    </WorkspaceMessage>
  );
}

interface RunViewProps {
  readonly run: OpenedRun;
  readonly phase: RunPhase;
  readonly other: OpenedRun | undefined;
}

function RunView({ run, phase, other }: RunViewProps) {
  const { record, summary } = run;
  const live = isBusy(phase);
  const stopped = phase.type === 'finished' && phase.reason === 'stopped';
  return (
    <>
      <header className={styles.header}>
        <div className={styles.title}>
          <h1>{summary.network}</h1>
          <p>
            {runName(summary) !== summary.network && `${runName(summary)} · `}{' '}
            {t.training.parameters(summary.parameters)}
            {record.started &&
              ` · ${t.training.split(record.started.trainSamples, record.started.validationSamples)}`}
          </p>
        </div>
        <ResumeStopped phase={phase} run={run} />
      </header>
      <div className={styles.track} data-live={live || undefined} aria-hidden>
        <span style={{ transform: `scaleX(${doneShare(record)})` }} />
      </div>
      <RunNotice phase={phase} record={record} />
      <RunFigures record={record} live={live} />
      {record.curve.length === 0 && (live || stopped) ? (
        <NoFigures live={live} />
      ) : (
        <div className={styles.charts}>
          {[...chartMetrics(record), ...rateMetrics(record)].map((metric) => (
            <RunChart
              key={metric.train}
              record={record}
              compared={other && other.summary.id !== summary.id ? other.record : undefined}
              metric={metric}
            />
          ))}
        </div>
      )}
      <Announcement run={run} />
    </>
  );
}

function NoFigures({ live }: { readonly live: boolean }) {
  return live ? (
    <WorkspaceMessage icon={LoaderCircle} tone="busy" title={t.status.firstStep}>
      {t.training.waiting}
    </WorkspaceMessage>
  ) : (
    <WorkspaceMessage icon={CircleStop} title={t.status.cancelled}>
      {t.training.resumeFirst}
    </WorkspaceMessage>
  );
}

/** Stopping is the business of the button that started it, in the bar above. */
function ResumeStopped({ phase, run }: { readonly phase: RunPhase; readonly run: OpenedRun }) {
  const store = useRunStore();
  const { id, epochs } = run.summary;
  const epochsDone = run.record.epochs.at(-1)?.epoch ?? run.summary.epochsDone;
  const unfinished = phase.type === 'finished' && phase.reason === 'stopped' && epochsDone < epochs;
  if (!unfinished) return null;
  return (
    <Tooltip label={t.training.resumeHint}>
      <Button
        variant="default"
        leftSection={<RotateCw size={13} aria-hidden />}
        onClick={() => void store.getState().resume(id)}
      >
        {t.training.resume}
      </Button>
    </Tooltip>
  );
}

const SPEAK_EVERY_MS = 5000;

/** Each finished epoch in words, for those who do not see the curves; not more often than can be listened to. */
function Announcement({ run: { record } }: { readonly run: OpenedRun }) {
  const [text, setText] = useState('');
  const spoken = useRef(0);
  const epoch = record.epochs.at(-1)?.epoch;
  const over = record.finished !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: spoken once for each epoch, with the figures of then
  useEffect(() => {
    if (epoch === undefined || (!over && Date.now() - spoken.current < SPEAK_EVERY_MS)) return;
    spoken.current = Date.now();
    const metrics = latestMetrics(record);
    const name = metrics.valAccuracy === undefined ? 'valLoss' : 'valAccuracy';
    const value = metrics[name];
    const summary = value === undefined ? '' : `${t.metrics[name]} ${formatMetric(name, value)}.`;
    setText(t.training.announce(epoch, record.started?.epochs ?? epoch, summary));
  }, [epoch, over]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
}

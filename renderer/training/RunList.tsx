/** All runs, newest first: the shown one is marked, another one is compared while it is hovered or focused. */
import { ActionIcon } from '@mantine/core';
import { CircleAlert, CircleCheck, CirclePause, CircleStop, LoaderCircle, Trash2 } from 'lucide-react';
import type { Metrics } from '../../core/train/events.ts';
import type { RunSummary } from '../../host/contract.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { formatAgo } from '../i18n/format.ts';
import { bestEpoch } from '../state/run-record.ts';
import { shownRun } from '../state/run-store.ts';
import { useRunStore, useRuns } from '../state/run-store-context.tsx';
import { formatLoss, formatShare } from './figures.ts';
import styles from './RunList.module.css';
import { runName } from './run-names.ts';

const ICONS = {
  running: LoaderCircle,
  completed: CircleCheck,
  stopped: CircleStop,
  failed: CircleAlert,
  interrupted: CirclePause,
} as const;

interface RunListProps {
  onCompare(run: string | undefined): void;
}

export function RunList({ onCompare }: RunListProps) {
  const runs = useRuns((state) => state.runs);
  const shown = useRuns(shownRun);
  if (!runs) return <p className={styles.hint}>{t.training.loadingRuns}</p>;
  if (runs.length === 0) return <p className={styles.hint}>{t.training.noRuns}</p>;
  return (
    <>
      <ul className={styles.list}>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} shown={run.id === shown} onCompare={onCompare} />
        ))}
      </ul>
      {runs.length > 1 && <p className={styles.hint}>{t.training.compareHint}</p>}
    </>
  );
}

interface RunRowProps extends RunListProps {
  readonly run: RunSummary;
  readonly shown: boolean;
}

function RunRow({ run, shown, onCompare }: RunRowProps) {
  const store = useRunStore();
  const record = useRuns((state) => state.opened[run.id]?.record);
  const Icon = ICONS[run.state];
  const compare = () => {
    if (shown) return;
    onCompare(run.id);
    if (!store.getState().opened[run.id]) void store.getState().open(run.id);
  };
  const leave = () => onCompare(undefined);
  return (
    <li className={styles.row} data-shown={shown || undefined}>
      <button
        type="button"
        className={styles.run}
        aria-current={shown ? 'true' : undefined}
        onClick={() => void store.getState().show(run.id)}
        onMouseEnter={compare}
        onMouseLeave={leave}
        onFocus={compare}
        onBlur={leave}
      >
        <Icon size={14} className={styles.icon} data-state={run.state} aria-label={t.states[run.state]} />
        <span className={styles.name} title={runName(run)}>
          <span>{run.network}</span>
          {runName(run).slice(run.network.length)}
        </span>
        <span className={styles.metric}>
          {headline({ ...run.metrics, ...(record && bestEpoch(record)?.metrics) })}
        </span>
        <span className={styles.detail}>
          {record?.epochs.at(-1)?.epoch ?? run.epochsDone}/{run.epochs} ·{' '}
          {formatAgo(new Date(run.startedAt), new Date())}
        </span>
      </button>
      {run.state !== 'running' && (
        <ActionIcon
          className={styles.remove ?? ''}
          size={22}
          aria-label={`${t.training.remove}: ${runName(run)}`}
          onClick={() => void store.getState().remove(run.id)}
        >
          <Trash2 size={13} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

/** The figure that a run is judged by, of the epoch whose weights are kept. */
function headline(metrics: Metrics): string {
  const accuracy = metrics.valAccuracy ?? metrics.accuracy;
  if (accuracy !== undefined) return formatShare(accuracy);
  const loss = metrics.valLoss ?? metrics.loss;
  return loss === undefined ? '–' : formatLoss(loss);
}

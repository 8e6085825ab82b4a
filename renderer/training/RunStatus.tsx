/** The run in progress in one line, for the bar at the bottom. Opens the training workspace. */
import { CircleAlert, CircleCheck, CirclePause, CircleStop } from 'lucide-react';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { enDocuments } from '../i18n/en-documents.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { doneShare, latestMetrics } from '../state/run-record.ts';
import type { OpenedRun, RunPhase } from '../state/run-store.ts';
import { isBusy } from '../state/run-store.ts';
import { useRuns, useShownRun } from '../state/run-store-context.tsx';
import { formatDuration, formatLoss, formatRate, formatShare } from './figures.ts';
import styles from './RunStatus.module.css';
import { startLine } from './start-words.ts';

export function RunStatus() {
  const phase = useRuns((state) => state.phase);
  const run = useShownRun();
  const ui = useUiStore();
  const connected = useUi((state) => state.connection === 'connected');
  if (phase.type === 'idle') return null;
  // What is known of a run is old while nobody tells more.
  const live = connected && isBusy(phase);
  const share = knownShare(phase, run);
  return (
    <button type="button" className={styles.status} onClick={() => ui.getState().showWorkspace('training')}>
      <span className="visually-hidden">{t.status.label}</span>
      {run && phase.type !== 'starting' && <Figures run={run} live={live} />}
      {connected || !isBusy(phase) ? (
        <PhaseLabel phase={phase} run={run} />
      ) : (
        <span>{enDocuments.noContact}</span>
      )}
      {live && (
        <span
          className={styles.track}
          role="progressbar"
          aria-label={t.status.label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(100 * (share ?? 0))}
          data-waiting={share === undefined || undefined}
        >
          <span
            className={styles.done}
            style={share === undefined ? undefined : { transform: `scaleX(${share})` }}
          />
        </span>
      )}
    </button>
  );
}

/** Undefined while nobody can tell. */
function knownShare(phase: RunPhase, run: OpenedRun | undefined): number | undefined {
  if (phase.type === 'starting') {
    const { done, total } = phase.step ?? {};
    return done !== undefined && total ? done / total : undefined;
  }
  const begun = run && (run.record.progress || run.record.epochs.length > 0);
  return begun ? doneShare(run.record) : undefined;
}

function Figures({ run: { record }, live }: { readonly run: OpenedRun; readonly live: boolean }) {
  const metrics = latestMetrics(record);
  const { progress } = record;
  return (
    <span className={styles.figures}>
      {metrics.loss !== undefined && (
        <Figure label={t.status.loss} value={formatLoss(metrics.loss)} width={6} />
      )}
      {metrics.valAccuracy !== undefined ? (
        <Figure label={t.status.valAccuracy} value={formatShare(metrics.valAccuracy)} width={6} />
      ) : (
        metrics.valLoss !== undefined && (
          <Figure label={t.status.valLoss} value={formatLoss(metrics.valLoss)} width={6} />
        )
      )}
      {live && progress && (
        <>
          <Figure label={t.status.rate} value={formatRate(progress.samplesPerSecond)} width={7} after />
          <Figure label="" value={t.status.left(formatDuration(progress.secondsLeft))} width={10} />
        </>
      )}
    </span>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  /** In characters: room for the largest value, so that nothing beside it moves. */
  readonly width: number;
  readonly after?: boolean;
}

function Figure({ label, value, width, after = false }: FigureProps) {
  return (
    <span className={styles.figure} data-after={after || undefined}>
      {label}
      <b style={{ minWidth: `${width}ch` }}>{value}</b>
    </span>
  );
}

function stoppedWords(run: OpenedRun | undefined, epochs: number): string {
  return run?.record.curve.length === 0 ? t.status.cancelled : t.status.stopped(epochs);
}

function PhaseLabel({ phase, run }: { readonly phase: RunPhase; readonly run: OpenedRun | undefined }) {
  const text = t.status;
  const epochs = run?.record.epochs.at(-1)?.epoch ?? 0;
  switch (phase.type) {
    case 'idle':
      return null;
    case 'starting':
      return <span className={styles.epoch}>{phase.stopping ? text.stopping : startLine(phase.step)}</span>;
    case 'cancelled':
      return (
        <span className={styles.outcome}>
          <CircleStop size={14} aria-hidden />
          {text.cancelled}
        </span>
      );
    case 'stopping':
      return <span>{text.stopping}</span>;
    case 'training': {
      const total = run?.record.started?.epochs;
      if (!run || total === undefined) return <span>{text.starting}</span>;
      if (!run.record.progress && epochs === 0) return <span>{text.firstStep}</span>;
      const current = Math.min(total, run.record.progress?.epoch ?? epochs + 1);
      return <span className={styles.epoch}>{text.epoch(current, total)}</span>;
    }
    case 'finished': {
      const Icon = phase.reason === 'completed' ? CircleCheck : CircleStop;
      return (
        <span className={styles.outcome} data-outcome={phase.reason}>
          <Icon size={14} aria-hidden />
          {phase.reason === 'completed' ? text.finished(epochs) : stoppedWords(run, epochs)}
        </span>
      );
    }
    case 'failed':
      return (
        <span className={styles.outcome} data-outcome="failed">
          <CircleAlert size={14} aria-hidden />
          {text.failed}
        </span>
      );
    case 'interrupted':
      return (
        <span className={styles.outcome} data-outcome="interrupted">
          <CirclePause size={14} aria-hidden />
          {text.interrupted}
        </span>
      );
  }
}

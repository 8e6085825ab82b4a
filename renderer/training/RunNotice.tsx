/** How a run ended and what to do next. */
import { Button } from '@mantine/core';
import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  Download,
  PenLine,
  RotateCw,
  TriangleAlert,
} from 'lucide-react';
import { useUiStore } from '../app/ui-context.tsx';
import { enTraining as t } from '../i18n/en-training.ts';
import { bestEpoch, hasLearned, type RunRecord } from '../state/run-record.ts';
import type { RunPhase } from '../state/run-store.ts';
import { useRunStore } from '../state/run-store-context.tsx';
import { formatLoss, formatShare } from './figures.ts';
import styles from './RunNotice.module.css';

interface Props {
  readonly phase: RunPhase;
  readonly record: RunRecord;
}

export function RunNotice({ phase, record }: Props) {
  return (
    <>
      {record.notice !== undefined && (
        <div className={styles.notice} data-tone="warning" role="status">
          <CircleAlert size={16} aria-hidden />
          <p className={styles.words}>{record.notice}</p>
        </div>
      )}
      <Outcome phase={phase} record={record} />
    </>
  );
}

function Outcome({ phase, record }: Props) {
  const runs = useRunStore();
  const text = t.training;
  if (phase.type === 'failed') {
    return (
      <div className={styles.notice} data-tone="danger" role="alert">
        <CircleAlert size={16} aria-hidden />
        <div className={styles.words}>
          <strong>{text.failedTitle}</strong>
          <p>{phase.message}</p>
          <p className={styles.help}>{text.failedHelp}</p>
        </div>
      </div>
    );
  }
  if (phase.type === 'interrupted') {
    return (
      <div className={styles.notice} data-tone="warning" role="alert">
        <CirclePause size={16} aria-hidden />
        <div className={styles.words}>
          <strong>{text.interruptedTitle}</strong>
          <p>{phase.message || text.interruptedHelp}</p>
        </div>
        <Button
          leftSection={<RotateCw size={13} aria-hidden />}
          onClick={() => void runs.getState().resume(phase.run)}
        >
          {text.resume}
        </Button>
      </div>
    );
  }
  if (phase.type !== 'finished' || record.epochs.length === 0) return null;
  return <DoneNotice record={record} />;
}

function DoneNotice({ record }: { readonly record: RunRecord }) {
  const ui = useUiStore();
  const best = bestEpoch(record) ?? record.epochs.at(-1);
  const accuracy = best?.metrics.valAccuracy;
  const loss = best?.metrics.valLoss;
  const stuck = hasLearned(record) === false;
  const Icon = stuck ? TriangleAlert : CircleCheck;
  return (
    <div className={styles.notice} data-tone={stuck ? 'warning' : 'success'} role="status">
      <Icon size={16} aria-hidden />
      <div className={styles.words}>
        <strong>
          {accuracy !== undefined
            ? doneSentence(record, accuracy)
            : t.training.doneLoss(loss === undefined ? '–' : formatLoss(loss))}
        </strong>
        {best && (
          <p className={styles.help}>
            {stuck && `${t.training.stuck} `}
            {record.finished?.early && `${t.training.early} `}
            {t.training.keptBest(best.epoch)}
          </p>
        )}
      </div>
      <Button
        leftSection={<PenLine size={13} aria-hidden />}
        onClick={() => ui.getState().showWorkspace('evaluate')}
      >
        {t.training.tryIt}
      </Button>
      <Button
        variant="default"
        leftSection={<Download size={13} aria-hidden />}
        onClick={() => ui.getState().showWorkspace('export')}
      >
        {t.training.export}
      </Button>
    </div>
  );
}

/** Where all samples serve for both, none of them is unseen. */
function doneSentence({ started }: RunRecord, accuracy: number): string {
  const share = formatShare(accuracy);
  return started && started.trainSamples === started.validationSamples
    ? t.training.doneSeen(share, started.validationSamples)
    : t.training.done(share);
}

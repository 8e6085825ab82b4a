/** What happens to data on its way in: how far it is, how long it takes, why it failed, and how to end it. */
import { Button } from '@mantine/core';
import { CircleAlert, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../app/session-context.tsx';
import { enOwnData as t } from '../../i18n/en-own-data.ts';
import { formatDuration } from '../../training/figures.ts';
import { WorkspaceMessage } from '../../training/WorkspaceMessage.tsx';
import styles from './IntakeView.module.css';
import type { Intake } from './intake-store.ts';
import { useReading } from './use-reading.ts';

export function IntakeView({ intake }: { readonly intake: Exclude<Intake, { step: 'idle' }> }) {
  const store = useSession().intake;
  const cancel = useStore(store, (state) => state.cancel);
  const reading = useReading(intake.step === 'reading' ? intake.source : undefined);
  if (intake.step === 'failed') {
    return (
      <WorkspaceMessage
        icon={CircleAlert}
        tone="danger"
        title={t.failed(intake.name)}
        action={
          <Button variant="default" onClick={cancel}>
            {t.dismiss}
          </Button>
        }
      >
        {intake.message}
      </WorkspaceMessage>
    );
  }
  return (
    <Busy title={titleOf(intake)} onCancel={cancel}>
      {intake.step === 'copying' && <Progress {...intake} words={t.bytes(intake.done, intake.total)} />}
      {reading && <Progress {...reading} words={t.images(reading.done, reading.total)} />}
    </Busy>
  );
}

function titleOf(intake: Exclude<Intake, { step: 'idle' | 'failed' }>): string {
  if (intake.step === 'listing') return t.listing;
  return intake.step === 'copying' ? t.copying(intake.name) : t.looking(intake.name);
}

interface BusyProps {
  readonly title: string;
  readonly children: ReactNode;
  onCancel(): void;
}

export function Busy({ title, children, onCancel }: BusyProps) {
  return (
    <WorkspaceMessage
      icon={LoaderCircle}
      tone="busy"
      title={title}
      action={
        <div className={styles.progress}>
          {children}
          <Button variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
        </div>
      }
    />
  );
}

interface ProgressProps {
  readonly done: number;
  readonly total: number;
  /** In milliseconds. */
  readonly since: number;
  readonly words: string;
}

/** A remaining time is told when there is something to judge by. */
const JUDGE_AFTER_MS = 1000;

export function Progress({ done, total, since, words }: ProgressProps) {
  const elapsed = Date.now() - since;
  const share = total > 0 ? done / total : 0;
  const known = elapsed > JUDGE_AFTER_MS && share > 0.02 && share < 1;
  const left = known ? t.left(formatDuration(((elapsed / share) * (1 - share)) / 1000)) : '';
  return (
    <>
      <span
        className={styles.track}
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * share)}
      >
        <span style={{ transform: `scaleX(${share})` }} />
      </span>
      <span className={styles.words} aria-hidden>
        <span>{words}</span>
        <span>{left}</span>
      </span>
    </>
  );
}

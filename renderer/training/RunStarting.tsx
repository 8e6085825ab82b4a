/** What is done before a run is there, and how far it is: many images take a while. */
import { LoaderCircle } from 'lucide-react';
import { Progress } from '../data/own/IntakeView.tsx';
import { enTraining as t } from '../i18n/en-training.ts';
import type { Starting } from '../state/run-store.ts';
import styles from './RunStarting.module.css';
import { startWords } from './start-words.ts';
import { WorkspaceMessage } from './WorkspaceMessage.tsx';

export function RunStarting({ phase: { step, since = 0, stopping } }: { readonly phase: Starting }) {
  const { done, total } = step ?? {};
  const known = done !== undefined && total !== undefined;
  return (
    <WorkspaceMessage
      icon={LoaderCircle}
      tone="busy"
      title={stopping ? t.status.stopping : startWords(step)}
      action={
        known && (
          <div className={styles.progress}>
            <Progress done={done} total={total} since={since} words={t.training.stepShare(done, total)} />
          </div>
        )
      }
    />
  );
}

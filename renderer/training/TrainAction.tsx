/** Train, where a workspace has nothing to show before it; or why that is not possible yet. */
import { Button } from '@mantine/core';
import { Database, Play } from 'lucide-react';
import { useUi } from '../app/ui-context.tsx';
import { enTraining as t } from '../i18n/en-training.ts';
import { useDocument } from '../state/document-context.tsx';
import { useTraining } from './use-training.ts';

export function TrainAction() {
  const { train } = useTraining();
  const connected = useUi((state) => state.connection === 'connected');
  const trainable = useDocument((state) => state.analysis.trainable);
  const problem = useDocument((state) => state.analysis.issues.find((issue) => issue.severity === 'error'));
  const hasData = useDocument((state) => state.history.document.dataset !== null);
  // The window says already that nothing can be begun.
  if (!connected) return null;
  if (!trainable) return problem ? <p>{t.trainButton.blocked(problem.message)}</p> : null;
  if (!hasData) {
    return (
      <>
        <p>{t.trainButton.noData}</p>
        <Button leftSection={<Database size={13} aria-hidden />} onClick={train}>
          {t.trainButton.chooseData}
        </Button>
      </>
    );
  }
  return (
    <Button leftSection={<Play size={12} fill="currentColor" aria-hidden />} onClick={train}>
      {t.trainButton.train}
    </Button>
  );
}

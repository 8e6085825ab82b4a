/** Train, or Stop while training. Says why where training is not possible. */
import { Button, Tooltip } from '@mantine/core';
import { Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { useUiStore } from '../app/ui-context.tsx';
import { enTraining as t } from '../i18n/en-training.ts';
import { useDocument } from '../state/document-context.tsx';
import { useRuns } from '../state/run-store-context.tsx';
import { useTraining } from './use-training.ts';

export function TrainButton() {
  const phase = useRuns((state) => state.phase.type);
  const trainable = useDocument((state) => state.analysis.trainable);
  const problem = useDocument((state) => state.analysis.issues.find((issue) => issue.severity === 'error'));
  const hasData = useDocument((state) => state.history.document.dataset !== null);
  const { train, stop } = useTraining();
  const ui = useUiStore();
  const training = phase === 'training';
  const waiting = phase === 'starting' || phase === 'stopping';
  const blocked = !training && !waiting && !trainable;

  const act = () => {
    if (training) void stop();
    else if (blocked) {
      ui.getState().showWorkspace('network');
      ui.getState().togglePanel('problems', true);
    } else if (!waiting) train();
  };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  const text = t.trainButton;
  const idleHint = hasData ? text.trainHint : text.noData;
  const hint = blocked ? text.blocked(problem?.message ?? '') : training ? text.stopHint : idleHint;
  const label = { starting: text.starting, stopping: text.stopping, training: text.stop }[phase as string];
  return (
    <Tooltip label={hint} multiline maw={320} position="bottom-end">
      <Button
        size="xs"
        w={104}
        variant={training || blocked ? 'default' : 'filled'}
        aria-disabled={blocked}
        data-blocked={blocked || undefined}
        style={blocked ? { color: 'var(--text-faint)' } : undefined}
        loading={waiting}
        leftSection={
          training ? (
            <Square size={12} fill="currentColor" aria-hidden />
          ) : (
            <Play size={12} fill="currentColor" aria-hidden />
          )
        }
        onClick={act}
      >
        {label ?? text.train}
      </Button>
    </Tooltip>
  );
}

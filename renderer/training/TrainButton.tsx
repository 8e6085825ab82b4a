/** Train, or Stop while training. Says why where training is not possible. */
import { Button, Tooltip } from '@mantine/core';
import { Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { enDocuments } from '../i18n/en-documents.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { useDocument } from '../state/document-context.tsx';
import { isStopping } from '../state/run-store.ts';
import { useRuns, useShownRun } from '../state/run-store-context.tsx';
import { useTraining } from './use-training.ts';

export function TrainButton() {
  const phase = useRuns((state) => state.phase.type);
  const stopping = useRuns((state) => isStopping(state.phase));
  const noStep = useShownRun()?.record.curve.length === 0;
  const trainable = useDocument((state) => state.analysis.trainable);
  const problem = useDocument((state) => state.analysis.issues.find((issue) => issue.severity === 'error'));
  const hasData = useDocument((state) => state.history.document.dataset !== null);
  const connected = useUi((state) => state.connection === 'connected');
  const { train, stop } = useTraining();
  const ui = useUiStore();
  const starting = phase === 'starting';
  const training = connected && !stopping && (starting || phase === 'training');
  const waiting = connected && stopping;
  const blocked = !training && !waiting && !trainable;

  const act = () => {
    if (!connected) return;
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
  const stopHint = starting || noStep ? text.stopStartHint : text.stopHint;
  const usualHint = blocked ? text.blocked(problem?.message ?? '') : training ? stopHint : idleHint;
  const hint = connected ? usualHint : enDocuments.hostGone;
  const off = blocked || !connected;
  const label = training ? text.stop : waiting ? text.stopping : text.train;
  return (
    <Tooltip label={hint} multiline maw={320} position="bottom-end">
      <Button
        size="xs"
        w={104}
        variant={training || off ? 'default' : 'filled'}
        aria-disabled={off}
        data-blocked={off || undefined}
        style={off ? { color: 'var(--text-faint)' } : undefined}
        loading={waiting}
        leftSection={
          training ? (
            <Square size={12} fill="currentColor" aria-hidden />
          ) : (
            <Play size={12} fill="currentColor" aria-hidden />
          )
        }
        // The second click of a double click on Train would stop what the first has started.
        onClick={(event) => event.detail < 2 && act()}
      >
        {label}
      </Button>
    </Tooltip>
  );
}

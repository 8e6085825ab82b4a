/** Chooses which run to try or export, among those that have learned something. */
import { NativeSelect } from '@mantine/core';
import type { RunSummary } from '../../host/contract.ts';
import { enTraining as t } from '../i18n/en-training.ts';
import { shownRun } from '../state/run-store.ts';
import { useRunStore, useRuns } from '../state/run-store-context.tsx';
import { formatLoss, formatShare } from './figures.ts';
import { runName } from './run-names.ts';

export function usableRuns(runs: readonly RunSummary[] | undefined): readonly RunSummary[] {
  return runs?.filter(({ epochsDone }) => epochsDone > 0) ?? [];
}

export function RunPicker({ label }: { readonly label: string }) {
  const runs = useRuns((state) => state.runs);
  const shown = useRuns(shownRun);
  const store = useRunStore();
  const usable = usableRuns(runs);
  const current = runs?.find(({ id }) => id === shown);
  const offered = current && !usable.includes(current) ? [current, ...usable] : usable;
  return (
    <NativeSelect
      aria-label={label}
      value={shown ?? ''}
      onChange={(event) => void store.getState().show(event.currentTarget.value)}
      data={[
        ...(shown === undefined ? [{ value: '', label: t.training.pickRun, disabled: true }] : []),
        ...offered.map((run) => ({ value: run.id, label: `${runName(run)}${figure(run)}` })),
      ]}
    />
  );
}

function figure({ metrics }: RunSummary): string {
  if (metrics.valAccuracy !== undefined) return ` · ${formatShare(metrics.valAccuracy)}`;
  return metrics.valLoss === undefined ? '' : ` · ${formatLoss(metrics.valLoss)}`;
}

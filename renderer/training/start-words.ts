/** What a run does before it is there, in words. */
import type { StartStep } from '../../host/contract.ts';
import { enTraining as t } from '../i18n/en-training.ts';

/** `Reading the data…` */
export function startWords(step: StartStep | undefined): string {
  return step ? t.training.stepGoesOn(t.training.steps[step.work]) : t.status.starting;
}

/** `Reading the data, 1,200 of 8,000` */
export function startLine(step: StartStep | undefined): string {
  if (step?.done === undefined || step.total === undefined) return startWords(step);
  return t.training.stepWith(t.training.steps[step.work], t.training.stepShare(step.done, step.total));
}

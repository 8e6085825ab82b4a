/** The learning rate over a run that has not started yet. */
import type { TrainingSettings } from '../../../core/document/schema.ts';
import { findSchedule, scheduledRate } from '../../../core/train/schedules/registry.ts';

export interface RatePoint {
  /** From 0 to the number of epochs. */
  readonly epoch: number;
  readonly rate: number;
}

/** More than the preview has columns. */
const MOST_POINTS = 240;

/** One point a step; of a long run, points at equal distances and always its last step. */
export function scheduleCurve(
  { schedule, optimizer, epochs }: Pick<TrainingSettings, 'schedule' | 'optimizer' | 'epochs'>,
  stepsPerEpoch: number,
): readonly RatePoint[] {
  const steps = epochs * stepsPerEpoch;
  const count = Math.min(MOST_POINTS, steps);
  const { learningRate } = optimizer;
  return Array.from({ length: count }, (_, index) => {
    const step = count > 1 ? Math.round((index * (steps - 1)) / (count - 1)) : 0;
    const rate = scheduledRate(schedule, { learningRate, step, stepsPerEpoch, epochs });
    return { epoch: step / stepsPerEpoch, rate };
  });
}

/** Whether the validation loss decides, so that nobody knows the curve beforehand. */
export function watchesLoss(schedule: TrainingSettings['schedule']): boolean {
  return schedule !== undefined && findSchedule(schedule.type).remember !== undefined;
}

/** Steps of an epoch, from the samples that are left for training. */
export function stepsPerEpoch(
  samples: number,
  { validationSplit, batchSize }: Pick<TrainingSettings, 'validationSplit' | 'batchSize'>,
): number {
  return Math.max(1, Math.ceil((samples * (1 - validationSplit)) / batchSize));
}

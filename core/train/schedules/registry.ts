/** The schedules that a document can name. Adding one is its file and its two lines here. */
import { z } from 'zod';
import { defaultParams } from '../../layers/parameter.ts';
import { completeSettings } from '../complete-settings.ts';
import { constant } from './constant.ts';
import { cosineDecay } from './cosine-decay.ts';
import { cosineDecayRestarts } from './cosine-decay-restarts.ts';
import type { ScheduleDefinition, SchedulePlace } from './define-schedule.ts';
import { exponentialDecay } from './exponential-decay.ts';
import { inverseTimeDecay } from './inverse-time-decay.ts';
import { oneCycle } from './one-cycle.ts';
import type { PlateauMemory } from './plateau-memory.ts';
import { polynomialDecay } from './polynomial-decay.ts';
import { reduceLROnPlateau } from './reduce-on-plateau.ts';
import { stepDecay } from './step-decay.ts';

export const SCHEDULES = [
  constant,
  cosineDecay,
  cosineDecayRestarts,
  oneCycle,
  stepDecay,
  exponentialDecay,
  polynomialDecay,
  inverseTimeDecay,
  reduceLROnPlateau,
] as unknown as readonly ScheduleDefinition[];

export const ScheduleSettings = z
  .discriminatedUnion('type', [
    constant.schema,
    cosineDecay.schema,
    cosineDecayRestarts.schema,
    oneCycle.schema,
    stepDecay.schema,
    exponentialDecay.schema,
    polynomialDecay.schema,
    inverseTimeDecay.schema,
    reduceLROnPlateau.schema,
  ])
  .readonly();
export type ScheduleSettings = z.infer<typeof ScheduleSettings>;

export function findSchedule(type: string): ScheduleDefinition {
  const definition = SCHEDULES.find((candidate) => candidate.type === type);
  if (!definition) throw new Error(`The schedule "${type}" is not in the registry.`);
  return definition;
}

/** All of a schedule's settings, written out. */
export function defaultSchedule(type: string): ScheduleSettings {
  return ScheduleSettings.parse({ type, ...defaultParams(findSchedule(type).parameters) });
}

/** The learning rate of one step. Without a schedule it is the optimizer's. */
export function scheduledRate(settings: ScheduleSettings | undefined, place: SchedulePlace): number {
  if (!settings) return place.learningRate;
  const { parameters, rate } = findSchedule(settings.type);
  return rate(completeSettings(parameters, settings), place);
}

/** What a schedule remembers of the validation loss after an epoch; nothing for most of them. */
export function rememberLoss(
  settings: ScheduleSettings | undefined,
  memory: PlateauMemory | undefined,
  validationLoss: number,
  learningRate: number,
): PlateauMemory | undefined {
  if (!settings) return undefined;
  const { parameters, remember } = findSchedule(settings.type);
  return remember?.(completeSettings(parameters, settings), memory, validationLoss, learningRate);
}

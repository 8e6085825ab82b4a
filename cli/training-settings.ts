/** Options that replace some of a network's own training settings. */
import type { TrainingSettings } from '../core/document/schema.ts';
import { defaultOptimizer, OPTIMIZERS } from '../core/train/optimizers/registry.ts';
import { defaultSchedule, SCHEDULES } from '../core/train/schedules/registry.ts';
import { type Arguments, type CliCommand, integerOption, textOption, UsageError } from './command.ts';

/** How long a run goes on may change in its middle; these decide its numbers. */
export const DECIDING = ['batch', 'seed', 'optimizer', 'learning-rate', 'schedule', 'patience'] as const;

export const TRAINING_OPTIONS: NonNullable<CliCommand['options']> = {
  epochs: { type: 'string' },
  batch: { type: 'string' },
  seed: { type: 'string' },
  optimizer: { type: 'string' },
  'learning-rate': { type: 'string' },
  schedule: { type: 'string' },
  patience: { type: 'string' },
};

const optimizers = OPTIMIZERS.map(({ type }) => type);
const schedules = SCHEDULES.map(({ type }) => type);

export const EXPLAINED_TRAINING: CliCommand['explained'] = {
  '--epochs N': 'how often to go through all samples',
  '--batch N': 'samples in one step',
  '--seed N': 'decides split, first weights, order and dropout; the same seed gives the same result',
  '--optimizer O': `with its default settings: ${optimizers.join(', ')}`,
  '--learning-rate R': 'how far one step goes',
  '--schedule S': `of the learning rate, with its default settings: ${schedules.join(', ')}`,
  '--patience N': 'end the run after so many epochs without a better validation loss',
};

export function epochsOption(args: Arguments): number | undefined {
  return integerOption(args, 'epochs', { min: 1, max: 100_000 });
}

export function withTrainingOptions(training: TrainingSettings, args: Arguments): TrainingSettings {
  const epochs = epochsOption(args);
  const batchSize = integerOption(args, 'batch', { min: 1, max: 65_536 });
  const seed = integerOption(args, 'seed', { min: 0, max: 2_147_483_647 });
  const patience = integerOption(args, 'patience', { min: 1, max: 100_000 });
  const schedule = nameOption(args, 'schedule', schedules);
  const minDelta = training.earlyStopping?.minDelta ?? 0;
  return {
    ...training,
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
    ...(seed !== undefined && { seed }),
    ...(schedule !== undefined && { schedule: defaultSchedule(schedule) }),
    ...(patience !== undefined && { earlyStopping: { patience, minDelta } }),
    optimizer: optimizerOption(training.optimizer, args),
  };
}

function optimizerOption(own: TrainingSettings['optimizer'], args: Arguments): TrainingSettings['optimizer'] {
  const name = nameOption(args, 'optimizer', optimizers);
  const optimizer = name === undefined ? own : defaultOptimizer(name);
  const learningRate = rateOption(args);
  return learningRate === undefined ? optimizer : { ...optimizer, learningRate };
}

/** One of these names, in upper or lower case. */
function nameOption(args: Arguments, option: string, names: readonly string[]): string | undefined {
  const text = textOption(args, option);
  if (text === undefined) return undefined;
  const name = names.find((known) => known.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return name;
  throw new UsageError(`--${option} takes one of ${names.join(', ')}, but received "${text}".`);
}

function rateOption(args: Arguments): number | undefined {
  const text = textOption(args, 'learning-rate');
  if (text === undefined) return undefined;
  const rate = Number(text);
  if (text.trim() !== '' && rate > 0 && rate <= 1000) return rate;
  throw new UsageError(`--learning-rate takes a number above 0, up to 1000, but received "${text}".`);
}

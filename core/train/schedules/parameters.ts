/** Parameters that several schedules have. Times are in epochs. */
import { flag, type NumberParameter, number } from '../../layers/parameter.ts';

export function epochsParameter(words: {
  readonly label: string;
  readonly help: string;
  readonly default: number;
  readonly min: number;
}): NumberParameter {
  return number({ ...words, max: 100_000, step: 1 });
}

/** Keras's `decay_steps`, in epochs. */
export const decayOverRun = epochsParameter({
  label: 'Decay epochs',
  help: 'How long the rate falls. 0 is until the end of the run.',
  default: 0,
  min: 0,
});

export const alpha = number({
  label: 'Alpha',
  help: 'What is left of the learning rate at the end, as a share of it.',
  default: 0,
  min: 0,
  max: 1,
});

export const staircase = flag({
  label: 'Staircase',
  help: 'Falls in steps instead of smoothly.',
  default: false,
});

/** Parameters that several optimizers have, with Keras's meaning. */
import { z } from 'zod';
import { flag, type NumberParameter, number } from '../../layers/parameter.ts';

interface Words {
  readonly label: string;
  readonly help: string;
  readonly default: number;
  readonly advanced?: boolean;
}

export function learningRate(start: number): NumberParameter {
  return {
    ...number({
      label: 'Learning rate',
      help: 'How far one step goes. Too large, and the loss jumps or explodes; too small, and learning crawls.',
      default: start,
      min: 1e-9,
      max: 1000,
      step: start / 10,
    }),
    schema: z.number().positive().max(1000),
  };
}

/** From 0 up to, and without, 1. */
export function fraction(words: Words): NumberParameter {
  return {
    ...number({ ...words, min: 0, max: 0.999_999_9 }),
    schema: z.number().min(0).lt(1),
  };
}

export const beta1 = fraction({
  label: 'Beta 1',
  help: 'How much of the mean of past gradients is kept in each step.',
  default: 0.9,
  advanced: true,
});

export const beta2 = fraction({
  label: 'Beta 2',
  help: 'How much of the mean size of past gradients is kept in each step.',
  default: 0.999,
  advanced: true,
});

export const epsilon: NumberParameter = {
  ...number({
    label: 'Epsilon',
    help: 'Keeps the division by small gradients finite.',
    default: 1e-7,
    min: 1e-30,
    max: 1000,
    step: 1e-7,
    advanced: true,
  }),
  schema: z.number().positive(),
};

export function weightDecay(start = 0): NumberParameter {
  return number({
    label: 'Weight decay',
    help: 'Before each step every weight loses this share of itself, times the learning rate. 0 is none.',
    default: start,
    min: 0,
    max: 10,
    step: 0.001,
    advanced: start === 0,
  });
}

export const amsgrad = flag({
  label: 'AMSGrad',
  help: 'Divides by the largest mean size so far, so that steps never grow again.',
  default: false,
  advanced: true,
});

/** The feeds of several steps of one size: those of each step lie along a dimension in front. */
import type { TensorData } from '../engine/engine.ts';
import type { Feeds } from './feeds.ts';
import { LEARNING_RATE, SEED } from './program-names.ts';

export interface StepsAhead {
  /** Inputs and targets of all the steps, one batch behind the other. */
  readonly samples: Feeds;
  readonly rates: readonly number[];
  /** Of the run. */
  readonly seed: number;
  /** Number of the first of the steps in the run. */
  readonly first: number;
}

export function feedsOfSteps({ samples, rates, seed, first }: StepsAhead): Feeds {
  const steps = rates.length;
  const feeds: Feeds = {};
  for (const [name, { dtype, shape, data }] of Object.entries(samples)) {
    const [rows = 0, ...rest] = shape;
    feeds[name] = { dtype, shape: [steps, rows / steps, ...rest], data };
  }
  feeds[LEARNING_RATE] = { dtype: 'float32', shape: [steps], data: Float32Array.from(rates) };
  const seeds = Int32Array.from({ length: 2 * steps }, (_, i) => (i % 2 ? first + (i - 1) / 2 : seed));
  feeds[SEED] = { dtype: 'int32', shape: [steps, 2], data: seeds };
  return feeds;
}

/** Those of the step at `index`, or what came of it. Copied where there are several: see `inSeries` for why. */
export function ofStep(index: number, values: Readonly<Record<string, TensorData>>): Feeds {
  return Object.fromEntries(
    Object.entries(values).map(([name, { dtype, shape, data }]) => {
      const [steps = 1, ...rest] = shape;
      if (steps === 1) return [name, { dtype, shape: rest, data }];
      const size = data.length / steps;
      return [name, { dtype, shape: rest, data: data.slice(index * size, (index + 1) * size) }];
    }),
  );
}

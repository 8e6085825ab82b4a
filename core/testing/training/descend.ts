/** Twenty steps of an optimizer down a bowl, as the engine computes them. */
import * as tf from '@tensorflow/tfjs-core';
import type { GradientClipping } from '../../document/schema.ts';
import type { Program, TensorData } from '../../engine/engine.ts';
import { moveWeights, optimizerStateNames } from '../../train/move-weights.ts';
import { createOptimizer } from '../../train/optimizers/create.ts';
import { initialOptimizerState } from '../../train/optimizers/optimizer.ts';
import type { OptimizerSettings } from '../../train/optimizers/registry.ts';
import { testEngine } from '../gradient-check.ts';
import { floats } from '../tensor-data.ts';

/** Two weights on a bowl: its floor, and how steep it is in each direction. As in scripts/torch-training.py. */
export const BOWL = [
  { id: 'a', start: [0.8, -1.5, 0.3, 2], floor: [1, -0.5, 0, 1], steepness: [2, 0.1, 5, 1] },
  { id: 'b', start: [1.2, -0.4], floor: [-0.3, 0.2], steepness: [0.5, 3] },
] as const;

export const STEPS = 20;

export interface Descent {
  /** All numbers of both weights after each step. */
  readonly trail: readonly (readonly number[])[];
  /** Everything that a checkpoint would hold at the end. */
  readonly state: Readonly<Record<string, TensorData>>;
}

/** `resume` is the state to start from, `steps` how many to take. */
export async function descend(
  settings: OptimizerSettings,
  {
    clipping,
    resume,
    steps = STEPS,
  }: {
    readonly clipping?: GradientClipping | undefined;
    readonly resume?: Descent['state'];
    readonly steps?: number;
  } = {},
): Promise<Descent> {
  const optimizer = createOptimizer(settings);
  const ids = BOWL.map(({ id }) => id);
  const weights = BOWL.map(({ id, start }) => ({ id, shape: [start.length], trainable: true }));
  const start = {
    ...Object.fromEntries(BOWL.map(({ id, start }) => [id, floats([...start], [start.length])])),
    ...initialOptimizerState(optimizer, weights),
  };
  const program: Program = {
    name: 'descend',
    state: [...ids, ...optimizerStateNames(optimizer, ids)],
    body: (_tf, inputs, state) => {
      const { rate } = inputs as Record<'rate', tf.Tensor>;
      const given = BOWL.map(({ id, floor, steepness }) => ({
        weight: { id },
        gradient: tf.mul(tf.sub(state[id] as tf.Tensor, [...floor]), [...steepness]),
      }));
      return { outputs: {}, state: moveWeights(tf, { optimizer, clipping }, given, rate, state) };
    },
  };
  const session = await testEngine.open(resume ?? start);
  const inputs = { rate: floats([settings.learningRate], []) };
  const executable = await session.prepare(program, inputs);
  const trail: number[][] = [];
  for (let step = 0; step < steps; step++) {
    await executable.run(inputs);
    const { a, b } = await session.readState(ids);
    trail.push([...Array.from(a?.data ?? []), ...Array.from(b?.data ?? [])]);
  }
  const state = await session.readState();
  await session.release();
  return { trail, state };
}

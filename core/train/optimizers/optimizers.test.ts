import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Optimizer } from '../../document/schema.ts';
import type { Program, Tensors } from '../../engine/engine.ts';
import { testEngine } from '../../testing/gradient-check.ts';
import { floats } from '../../testing/tensor-data.ts';
import { createOptimizer } from './create.ts';
import { initialOptimizerState, slotName, stepName } from './optimizer.ts';

const RATE = 0.05;
const STEPS = 20;
const START = [0.8, -1.5, 0.3, 2];
/** Of the bowl with its floor at (1, -0.5, 0, 1) and other steepness in each direction. */
const gradientAt = (w: number, place: number) =>
  [2, 0.1, 5, 1].map((steepness, i) => steepness * (w - ([1, -0.5, 0, 1][i] ?? 0)))[place] ?? 0;

type Rule = (w: number, gradient: number, memory: number[], t: number) => number;

/** The published formulas, for one number in double precision. */
const FORMULAS: Readonly<Record<string, { readonly settings: Optimizer; readonly rule: Rule }>> = {
  Adam: {
    settings: { type: 'adam', learningRate: RATE, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    rule: (w, g, memory, t) => {
      const m = 0.9 * (memory[0] ?? 0) + 0.1 * g;
      const v = 0.999 * (memory[1] ?? 0) + 0.001 * g * g;
      memory.splice(0, 2, m, v);
      return w - (RATE * Math.sqrt(1 - 0.999 ** t) * m) / (1 - 0.9 ** t) / (Math.sqrt(v) + 1e-7);
    },
  },
  'gradient descent': {
    settings: { type: 'sgd', learningRate: RATE, momentum: 0, nesterov: false },
    rule: (w, g) => w - RATE * g,
  },
  momentum: {
    settings: { type: 'sgd', learningRate: RATE, momentum: 0.9, nesterov: false },
    rule: (w, g, memory) => {
      memory[0] = 0.9 * (memory[0] ?? 0) - RATE * g;
      return w + memory[0];
    },
  },
  'Nesterov momentum': {
    settings: { type: 'sgd', learningRate: RATE, momentum: 0.9, nesterov: true },
    rule: (w, g, memory) => {
      memory[0] = 0.9 * (memory[0] ?? 0) - RATE * g;
      return w + 0.9 * memory[0] - RATE * g;
    },
  },
};

test.each(Object.entries(FORMULAS))('%s follows its formula for 20 steps', async (_, { settings, rule }) => {
  const optimizer = createOptimizer(settings);
  const weight = { id: 'w', shape: [4], trainable: true } as const;
  const slots = initialOptimizerState(optimizer, [
    { ...weight, name: 'w', layer: 'l' as never, initializer: { type: 'zeros' } },
  ]);
  const program: Program = {
    name: 'descend',
    state: ['w', ...Object.keys(slots)],
    body: (_tf, inputs, state) => {
      const { rate } = inputs as Record<'rate', tf.Tensor>;
      const { w } = state as Record<'w', tf.Tensor>;
      const gradient = tf.mul(tf.sub(w, [1, -0.5, 0, 1]), [2, 0.1, 5, 1]);
      const step = optimizer.counts
        ? tf.add(slot(state, stepName(optimizer)), tf.scalar(1, 'int32'))
        : undefined;
      const next = optimizer.update(tf, {
        weight: w,
        gradient,
        learningRate: rate,
        shared: optimizer.shared(tf, rate, step ?? tf.scalar(0, 'int32')),
        slots: Object.fromEntries(
          optimizer.slots.map((name) => [name, slot(state, slotName(optimizer, name, 'w'))]),
        ),
      });
      const moved = Object.entries(next.slots).map(([name, value]) => [
        slotName(optimizer, name, 'w'),
        value,
      ]);
      return {
        outputs: {},
        state: {
          w: next.weight,
          ...Object.fromEntries(moved),
          ...(step && { [stepName(optimizer)]: step }),
        },
      };
    },
  };

  const session = await testEngine.open({ w: floats(START), ...slots });
  const inputs = { rate: floats([RATE], []) };
  const executable = await session.prepare(program, inputs);
  const expected = START.map((value) => ({ value, memory: [] as number[] }));
  for (let step = 1; step <= STEPS; step++) {
    await executable.run(inputs);
    expected.forEach((number, place) => {
      number.value = rule(number.value, gradientAt(number.value, place), number.memory, step);
    });
    const { w } = await session.readState(['w']);
    for (const [place, { value }] of expected.entries()) expect(w?.data[place]).toBeCloseTo(value, 5);
  }
  if (optimizer.counts) {
    const { [stepName(optimizer)]: count } = await session.readState();
    expect(Array.from(count?.data ?? [])).toEqual([STEPS]);
  }
  await session.release();
});

function slot(state: Tensors, name: string): tf.Tensor {
  const value = state[name];
  if (!value) throw new Error(`There is no "${name}".`);
  return value;
}

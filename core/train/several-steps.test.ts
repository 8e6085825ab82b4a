import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createCompiledEngine } from '../engine/compiled-engine.ts';
import type { GraphRuntime } from '../engine/runtime.ts';
import { initialWeights } from '../model/initialize.ts';
import { testEngine, testRuntime } from '../testing/gradient-check.ts';
import { model, ofType, run, SETTINGS, stepByStep } from '../testing/training/two-sides-run.ts';
import { feedsOfSteps, ofStep } from './step-feeds.ts';
import { CallPace, type StepOutline, stepsAtOnce } from './steps-at-once.ts';

const SETTINGS_OF_MANY = {
  batchSize: 3,
  schedule: { type: 'cosineDecay', warmupEpochs: 1 },
  optimizer: { type: 'adamw', learningRate: 0.02, weightDecay: 0.1 },
} as const;

/** An engine that tells how many runs it was asked for. */
function counted(runtime: GraphRuntime) {
  const calls = { count: 0 };
  const engine = createCompiledEngine(tf, {
    ...runtime,
    load: async (graph) => {
      const session = await runtime.load(graph);
      return {
        run: (feeds, into) => {
          calls.count += 1;
          return session.run(feeds, into);
        },
        release: () => session.release(),
      };
    },
  });
  return { engine, calls };
}

test('several steps in one call give what as many calls give, bit for bit', async () => {
  const { engine, calls } = counted(testRuntime);
  const together = await run({ engine, settings: SETTINGS_OF_MANY });
  const single = await run({ engine: stepByStep, settings: SETTINGS_OF_MANY });
  expect(together.last?.state).toEqual(single.last?.state);
  const figures = ({ events }: typeof single) =>
    ofType(events, 'epoch').map(({ metrics, learningRate }) => ({ metrics, learningRate }));
  expect(figures(together)).toEqual(figures(single));
  // Four epochs of thirteen full steps in one call, a smaller one, and the validation.
  expect(calls.count).toBe(12);
});

test('a run may be stopped between two calls and goes on bit for bit', async () => {
  // As if a step took so long that an epoch of forty were too much for one call.
  const slow = { ...model, analysis: { ...model.analysis, multiplyAdds: 50e6 } };
  const settings = { ...SETTINGS_OF_MANY, batchSize: 1, epochs: 2 };
  const whole = await run({ model: slow, settings });
  const part = await run({ model: slow, settings, tick: 200, stopAfter: ({ type }) => type === 'progress' });
  expect(part.last?.position).toMatchObject({ epoch: 0, step: 20 });
  const rest = await run({ model: slow, settings, resume: part.last });
  expect(rest.last?.state).toEqual(whole.last?.state);
});

test('the step that diverged is named, wherever in a call it was', async () => {
  const settings = {
    batchSize: 3,
    epochs: 50,
    optimizer: { type: 'sgd', learningRate: 3e9, momentum: 0.9, nesterov: false },
  } as const;
  const [together, single] = [await run({ settings }), await run({ engine: stepByStep, settings })].map(
    ({ events }) => events.at(-1),
  );
  expect(single).toMatchObject({ type: 'failed' });
  expect(single).not.toMatchObject({ message: expect.stringContaining('step 1)') });
  expect(together).toEqual(single);
});

test('where only single steps fit into memory, single steps are run', async () => {
  let asked = 0;
  const { engine, calls } = counted({
    ...testRuntime,
    // The first graph that asks is that of several steps.
    availableMemory: () => (asked++ === 0 ? 1 : Number.POSITIVE_INFINITY),
  });
  const { last } = await run({ engine, settings: SETTINGS_OF_MANY });
  expect(last?.state).toEqual((await run({ settings: SETTINGS_OF_MANY })).last?.state);
  expect(calls.count).toBe(4 * 15);
});

test('fewer steps follow calls that took too long, with the same numbers', async () => {
  const { engine, calls } = counted(testRuntime);
  // Every call takes three tenths of a second by this clock.
  const { last } = await run({ engine, settings: SETTINGS_OF_MANY, tick: 300 });
  expect(last?.state).toEqual((await run({ engine: stepByStep, settings: SETTINGS_OF_MANY })).last?.state);
  // Two epochs of thirteen steps in one call, one of 4, 4 and then singly, one singly; the rest and validation of each.
  expect(calls.count).toBe(1 + 1 + (2 + 5) + 13 + 4 * 2);
});

test('a call that took long once changes nothing, nor do single steps', () => {
  const pace = new CallPace();
  expect(pace.after(32, 2)).toBeUndefined();
  expect(pace.after(1, 2)).toBeUndefined();
  expect(pace.after(32, 0.1)).toBeUndefined();
  expect(pace.after(32, 0.4)).toBeUndefined();
  expect(pace.after(32, 0.4)).toBe(8);
  expect(pace.after(8, 0.4)).toBeUndefined();
  expect(pace.after(8, 2)).toBe(1);
});

test('feeds of several steps come apart into those of each', () => {
  const feeds = feedsOfSteps({
    samples: { 'input:x': { dtype: 'float32', shape: [4, 1], data: Float32Array.of(1, 2, 3, 4) } },
    rates: [0.5, 0.25],
    seed: 7,
    first: 30,
  });
  expect(ofStep(1, feeds)).toEqual({
    'input:x': { dtype: 'float32', shape: [2, 1], data: Float32Array.of(3, 4) },
    learningRate: { dtype: 'float32', shape: [], data: Float32Array.of(0.25) },
    seed: { dtype: 'int32', shape: [2], data: Int32Array.of(7, 31) },
  });
});

test('steps go together where handing the state over would take its share of them', () => {
  const outline = (multiplyAdds: number, changed: Partial<StepOutline> = {}): StepOutline => ({
    engine: testEngine,
    model: { ...model, analysis: { ...model.analysis, multiplyAdds } },
    state: initialWeights(model, SETTINGS.seed),
    batchSize: 64,
    fullSteps: 750,
    ...changed,
  });
  expect(stepsAtOnce(outline(1000, { batchSize: 32 }))).toBe(32);
  // No more than 1024 samples have to be there for one call.
  expect(stepsAtOnce(outline(1000))).toBe(16);
  expect(stepsAtOnce(outline(1000, { batchSize: 1024 }))).toBe(1);
  // As even as it can be: 33 steps are two calls of 17 and 16.
  expect(stepsAtOnce(outline(1000, { batchSize: 32, fullSteps: 33 }))).toBe(17);
  expect(stepsAtOnce(outline(1000, { fullSteps: 1 }))).toBe(1);
  expect(stepsAtOnce(outline(1000, { engine: stepByStep }))).toBe(1);
  // A step of a network such as a ResNet takes seconds, of which handing over a few weights is nothing.
  expect(stepsAtOnce(outline(4e9))).toBe(1);
  // Few sums but large images.
  expect(
    stepsAtOnce(
      outline(1000, { model: { ...model, analysis: { ...model.analysis, activationBytes: 1e6 } } }),
    ),
  ).toBe(1);
  const large = { kernel: { dtype: 'float32', shape: [4e6], data: new Float32Array(4e6) } } as const;
  expect(stepsAtOnce(outline(1.3e6, { state: large }))).toBeGreaterThan(8);
});

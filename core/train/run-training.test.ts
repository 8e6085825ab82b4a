import { describe, expect, test } from 'vitest';
import { apply } from '../document/commands.ts';
import type { LayerId, TrainingSettings } from '../document/schema.ts';
import { initialWeights } from '../model/initialize.ts';
import { draw } from '../testing/draw.ts';
import {
  dataset,
  model,
  modelOf,
  NETWORK,
  ofType,
  type Ran,
  run,
  SETTINGS,
  split,
  stepByStep,
} from '../testing/training/two-sides-run.ts';
import { RunPosition } from './checkpoint.ts';
import type { Metrics } from './events.ts';

test('tells its start, its epochs and its end', async () => {
  const { events, last } = await run();
  expect(events[0]).toEqual({
    type: 'started',
    engine: 'cpu',
    parameters: model.analysis.parameters,
    trainSamples: 40,
    validationSamples: 10,
    epochs: 4,
    stepsPerEpoch: 4,
    resumedFrom: 0,
  });
  const epochs = ofType(events, 'epoch');
  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  for (const { metrics } of epochs) {
    expect(Object.keys(metrics)).toEqual(['loss', 'accuracy', 'valLoss', 'valAccuracy']);
    expect((metrics.accuracy ?? 0) * 40).toBeCloseTo(Math.round((metrics.accuracy ?? 0) * 40), 6);
  }
  expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'completed', epochs: 4 });
  expect(last?.position).toMatchObject({ epoch: 4, step: 0 });
});

test('learns', async () => {
  const { last } = await run({
    settings: { epochs: 60, optimizer: { ...SETTINGS.optimizer, learningRate: 0.02 } },
  });
  expect(last?.position.best?.metrics.valAccuracy).toBeGreaterThanOrEqual(0.9);
});

describe('resuming', () => {
  test.each([1, 2, 3, 4, 5, 7, 11])('from step %i of the run ends bit for bit the same', async (steps) => {
    const whole = await run();
    let seen = 0;
    const part = await run({
      engine: stepByStep,
      tick: 200,
      stopAfter: ({ type }) => type === 'progress' && ++seen === steps,
    });
    expect(part.events.at(-1)).toMatchObject({ type: 'finished', reason: 'stopped' });
    expect((part.last?.position.epoch ?? 0) * 4 + (part.last?.position.step ?? 0)).toBe(steps);
    const rest = await run({ resume: part.last });
    expect(rest.last?.state).toEqual(whole.last?.state);
    const { seconds: _, ...position } = rest.last?.position ?? { seconds: 0 };
    const { seconds: __, ...expected } = whole.last?.position ?? { seconds: 0 };
    expect(position).toEqual(expected);
  });

  test('a run that is done has nothing left to do', async () => {
    const whole = await run();
    const { events, saved } = await run({ resume: whole.last });
    expect(events.map(({ type }) => type)).toEqual(['started', 'finished']);
    expect(saved).toEqual([]);
  });

  test('it can go on for more epochs than were asked for', async () => {
    const two = await run({ settings: { epochs: 2 } });
    const { last } = await run({ resume: two.last });
    expect(last?.state).toEqual((await run()).last?.state);
  });
});

test('frozen layers keep what they start with, running statistics included', async () => {
  const frozen = modelOf(
    apply(NETWORK, {
      type: 'flag-layers',
      layers: ['hidden', 'norm'] as LayerId[],
      flag: 'frozen',
      on: true,
    }),
  );
  const weights = initialWeights(frozen, SETTINGS.seed);
  const { last } = await run({ model: frozen, weights });
  for (const id of ['hidden/kernel', 'hidden/bias', 'norm/gamma', 'norm/movingMean', 'norm/movingVariance']) {
    expect(last?.state[id]?.data, id).toEqual(weights[id]?.data);
  }
  expect(last?.state['answer/kernel']?.data).not.toEqual(weights['answer/kernel']?.data);
});

test('a penalty holds the weights small and is part of the loss', async () => {
  const held = modelOf(
    apply(NETWORK, {
      type: 'set-params',
      layer: 'answer' as LayerId,
      params: { kernelRegularizer: { type: 'l2', l2: 1 } },
    }),
  );
  const size = ({ last }: Ran) => Math.hypot(...Array.from(last?.state['answer/kernel']?.data ?? [], Number));
  const settings = { epochs: 20, optimizer: { ...SETTINGS.optimizer, learningRate: 0.01 } };
  const [free, small] = [await run({ settings }), await run({ settings, model: held })];
  expect(size(small)).toBeLessThan(0.5 * size(free));
  const firstLoss = ({ events }: Ran) => ofType(events, 'epoch')[0]?.metrics.loss ?? 0;
  expect(firstLoss(small)).toBeGreaterThan(firstLoss(free) + 0.5);
});

test('bounds hold after every step', async () => {
  const bound = modelOf(
    apply(NETWORK, {
      type: 'set-params',
      layer: 'answer' as LayerId,
      params: { kernelConstraint: 'nonNeg', biasConstraint: { type: 'maxNorm', maxValue: 0.001 } },
    }),
  );
  const { last } = await run({ model: bound });
  expect(Math.min(...Array.from(last?.state['answer/kernel']?.data ?? [], Number))).toBe(0);
  expect(Math.hypot(...Array.from(last?.state['answer/bias']?.data ?? [], Number))).toBeLessThan(0.00101);
});

describe('the learning rate', () => {
  const COSINE: Partial<TrainingSettings> = {
    schedule: { type: 'cosineDecay', warmupEpochs: 1 },
    optimizer: { type: 'adamw', learningRate: 0.02, weightDecay: 0.1 },
    clipping: { type: 'globalClipnorm', limit: 0.3 },
  };
  const PLATEAU: Partial<TrainingSettings> = {
    epochs: 8,
    // No epoch is good enough after the first one.
    schedule: { type: 'reduceLROnPlateau', factor: 0.5, patience: 2, minDelta: 1000, cooldown: 2 },
  };

  test('follows its schedule from step to step, and is told', async () => {
    const { events } = await run({ settings: COSINE, engine: stepByStep, tick: 200 });
    const cosine = (t: number) => 0.01 * (1 + Math.cos((Math.PI * t) / 12));
    const rates = ofType(events, 'progress').map(({ learningRate }) => learningRate ?? Number.NaN);
    const expected = Array.from({ length: 16 }, (_, t) => (t < 4 ? (0.02 * t) / 4 : cosine(t - 4)));
    expect(rates).toHaveLength(16);
    for (const [step, rate] of expected.entries()) expect(rates[step]).toBeCloseTo(rate, 12);
    expect(ofType(events, 'epoch').map(({ learningRate }) => learningRate)).toEqual(
      [3, 7, 11, 15].map((last) => rates[last]),
    );
  });

  test('falls where the validation loss does not', async () => {
    const { events } = await run({ settings: PLATEAU });
    expect(ofType(events, 'epoch').map(({ learningRate }) => learningRate)).toEqual([
      0.001, 0.001, 0.001, 0.0005, 0.0005, 0.0005, 0.00025, 0.00025,
    ]);
  });

  test('decides what is learned', async () => {
    const [constant, falling] = [await run(), await run({ settings: { schedule: { type: 'oneCycle' } } })];
    expect(falling.last?.state).not.toEqual(constant.last?.state);
    const same = await run({ settings: { schedule: { type: 'constant' } } });
    expect(same.last?.state).toEqual(constant.last?.state);
  });

  test.each([
    ['a cosine', COSINE, 2],
    ['a cosine', COSINE, 7],
    ['a plateau', PLATEAU, 11],
    ['a plateau', PLATEAU, 14],
    ['a plateau', PLATEAU, 25],
  ] as const)('of %s goes on bit for bit after a resume', async (_, settings, steps) => {
    const whole = await run({ settings });
    let seen = 0;
    const part = await run({
      settings,
      engine: stepByStep,
      tick: 200,
      stopAfter: ({ type }) => type === 'progress' && ++seen === steps,
    });
    // As it comes back from a file.
    const position = RunPosition.parse(JSON.parse(JSON.stringify(part.last?.position)));
    const rest = await run({ settings, resume: part.last && { ...part.last, position } });
    expect(rest.last?.state).toEqual(whole.last?.state);
    expect(rest.last?.position.plateau).toEqual(whole.last?.position.plateau);
  });
});

describe('early stopping', () => {
  const settings: Partial<TrainingSettings> = { epochs: 9, earlyStopping: { patience: 2, minDelta: 1000 } };

  test('ends the run, and keeps the best weights', async () => {
    const { events, saved, last } = await run({ settings });
    expect(ofType(events, 'epoch').map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'completed', early: true, epochs: 3 });
    expect(last?.position.patience).toMatchObject({ wait: 2 });
    const best = last?.position.best?.epoch;
    expect(saved.some(({ position }) => position.epoch === best && position.step === 0)).toBe(true);
  });

  test('has nothing left to do when the run is resumed', async () => {
    const { last } = await run({ settings });
    const { events } = await run({ settings, resume: last });
    expect(events.map(({ type }) => type)).toEqual(['started', 'finished']);
    expect(events.at(-1)).toMatchObject({ reason: 'completed', early: true });
  });

  test('a run that reaches its last epoch does not end early', async () => {
    const { events } = await run({ settings: { ...settings, epochs: 3 } });
    expect(events.at(-1)).not.toHaveProperty('early');
  });
});

test('another seed gives other weights, the same seed the same', async () => {
  const [one, again, other] = [await run(), await run(), await run({ settings: { seed: 4 } })];
  expect(one.last?.state).toEqual(again.last?.state);
  expect(one.last?.state).not.toEqual(other.last?.state);
});

test('progress comes ten times a second at most', async () => {
  const often = await run({ engine: stepByStep, tick: 50 });
  const rarely = await run({ tick: 1 });
  expect(ofType(often.events, 'progress').length).toBeGreaterThan(10);
  expect(ofType(rarely.events, 'progress')).toHaveLength(1);
});

test('checkpoints inside an epoch are ten seconds apart, and the best epoch is never left out', async () => {
  const quick = await run();
  const { best } = quick.last?.position ?? {};
  const kept = quick.saved.map(({ position }) => position);
  expect(kept.every(({ step }) => step === 0)).toBe(true);
  expect(kept.some(({ epoch }) => epoch === best?.epoch)).toBe(true);
  const slow = await run({ tick: 3000 });
  expect(slow.saved.some(({ position }) => position.step > 0)).toBe(true);
});

test('a loss that is no longer a number ends the run with advice, and no such weights are kept', async () => {
  const { events, saved } = await run({
    settings: { epochs: 50, optimizer: { type: 'sgd', learningRate: 1000, momentum: 0.9, nesterov: false } },
    weights: {
      ...initialWeights(model, 3),
      'answer/kernel': { dtype: 'float32', shape: [16, 2], data: new Float32Array(32).fill(3e38) },
    },
  });
  const last = events.at(-1);
  expect(last).toEqual({
    type: 'failed',
    message:
      'The output of the layer "answer" (Dense) is no longer a number (epoch 1, step 1). What reaches it has grown too large. The learning rate is 1000; try 100. A normalization layer before it, or inputs on a smaller scale, help too. The last checkpoint is kept.',
  });
  for (const { state } of saved) {
    for (const { data } of Object.values(state)) expect(data.every(Number.isFinite)).toBe(true);
  }
});

test('several outputs are trained together, and one may have the input as its target', async () => {
  const network = draw(
    [
      { type: 'Input', id: 'input', params: { field: 'x', shape: [2] } },
      { type: 'Dense', id: 'hidden', params: { units: 8 } },
      { type: 'Activation', id: 'tanh', params: { activation: 'tanh' } },
      { type: 'Dense', id: 'classes', params: { units: 2 } },
      { type: 'Softmax', id: 'softmax' },
      { type: 'Output', id: 'side', params: { field: 'label' } },
      { type: 'Dense', id: 'rebuilt', params: { units: 2 } },
      { type: 'Output', id: 'copy', params: { field: 'x', loss: 'meanSquaredError', lossWeight: 0.5 } },
    ],
    [
      'input>hidden',
      'hidden>tanh',
      'tanh>classes',
      'classes>softmax',
      'softmax>side',
      'tanh>rebuilt',
      'rebuilt>copy',
    ],
  );
  const built = modelOf(network);
  const { events, last } = await run({
    model: built,
    weights: initialWeights(built, SETTINGS.seed),
    data: { dataset, preprocessing: { x: { offset: [1], factor: [0.5] } }, ...split },
    settings: { epochs: 60, optimizer: { ...SETTINGS.optimizer, learningRate: 0.02 } },
  });
  const metrics: Metrics = ofType(events, 'epoch').at(-1)?.metrics ?? {};
  expect(Object.keys(metrics).sort()).toEqual([
    'copy/loss',
    'copy/valLoss',
    'loss',
    'side/accuracy',
    'side/loss',
    'side/valAccuracy',
    'side/valLoss',
    'valLoss',
  ]);
  expect(metrics.loss).toBeCloseTo((metrics['side/loss'] ?? 0) + 0.5 * (metrics['copy/loss'] ?? 0), 5);
  expect(metrics['side/valAccuracy']).toBeGreaterThanOrEqual(0.9);
  // The preprocessed input varies by 0.25; a network that copies it leaves far less.
  expect(metrics['copy/valLoss']).toBeLessThan(0.05);
  expect(last?.position.best?.metric).toBe('valLoss');
});

import { describe, expect, test } from 'vitest';
import { TORCH } from '../../testing/training/torch-figures.ts';
import type { PlateauMemory } from './plateau-memory.ts';
import {
  defaultSchedule,
  rememberLoss,
  SCHEDULES,
  type ScheduleSettings,
  scheduledRate,
} from './registry.ts';

const { learningRate, stepsPerEpoch, epochs, curves, plateau } = TORCH.schedules;
const STEPS = stepsPerEpoch * epochs;

function curveOf(settings: ScheduleSettings | undefined, steps = STEPS): number[] {
  return Array.from({ length: steps }, (_, step) =>
    scheduledRate(settings, { learningRate, step, stepsPerEpoch, epochs }),
  );
}

function expectRates(received: readonly number[], expected: readonly number[]): void {
  expect(received).toHaveLength(expected.length);
  for (const [step, rate] of expected.entries()) {
    expect(received[step], `rate of step ${step}`).toBeCloseTo(rate, 10);
  }
}

test.each(curves)('$title follows PyTorch for 20 steps', ({ settings, rates }) => {
  expectRates(curveOf(settings), rates);
});

test('without a schedule, and with a constant one, the rate stays', () => {
  expectRates(curveOf(undefined), new Array(STEPS).fill(learningRate));
  expectRates(curveOf({ type: 'constant' }), new Array(STEPS).fill(learningRate));
});

/** What PyTorch does not have, by Keras's formulas; t is in epochs. */
const FORMULAS: readonly {
  readonly title: string;
  readonly settings: ScheduleSettings;
  readonly of: (t: number) => number;
}[] = [
  {
    title: 'exponential in steps',
    settings: { type: 'exponentialDecay', decayEpochs: 2, decayRate: 0.7, staircase: true },
    of: (t) => 0.1 * 0.7 ** Math.floor(t / 2),
  },
  {
    title: 'inverse time in steps',
    settings: { type: 'inverseTimeDecay', decayEpochs: 1, decayRate: 3, staircase: true },
    of: (t) => 0.1 / (1 + 3 * Math.floor(t)),
  },
  {
    title: 'polynomial to an end value',
    settings: { type: 'polynomialDecay', decayEpochs: 2, endLearningRate: 0.02, power: 0.5 },
    of: (t) => 0.08 * Math.sqrt(1 - Math.min(t, 2) / 2) + 0.02,
  },
  {
    title: 'polynomial in cycles',
    settings: { type: 'polynomialDecay', decayEpochs: 2, endLearningRate: 0.02, power: 1, cycle: true },
    of: (t) => 0.08 * (1 - t / (2 * Math.max(1, Math.ceil(t / 2)))) + 0.02,
  },
  {
    title: 'cosine restarts of growing length and falling height',
    settings: { type: 'cosineDecayRestarts', firstDecayEpochs: 1, tMul: 1.5, mMul: 0.8, alpha: 0.1 },
    of: (t) => {
      const wave = t < 1 ? 0 : t < 2.5 ? 1 : t < 4.75 ? 2 : 3;
      const share = (t - ([0, 1, 2.5, 4.75][wave] ?? 0)) / 1.5 ** wave;
      return 0.1 * 0.8 ** wave * (0.9 * 0.5 * (1 + Math.cos(Math.PI * share)) + 0.1);
    },
  },
  {
    title: 'cosine restarts of equal length',
    settings: { type: 'cosineDecayRestarts', firstDecayEpochs: 1.5, tMul: 1 },
    of: (t) => 0.05 * (1 + Math.cos((Math.PI * (t % 1.5)) / 1.5)),
  },
  {
    title: 'one cycle in straight lines',
    settings: {
      type: 'oneCycle',
      pctStart: 0.25,
      divFactor: 10,
      finalDivFactor: 10,
      annealStrategy: 'linear',
    },
    of: (t) => {
      const step = t * stepsPerEpoch;
      return step <= 4 ? 0.01 + (0.09 * step) / 4 : 0.1 - (0.099 * (step - 4)) / 15;
    },
  },
];

test.each(FORMULAS)('$title is its formula', ({ settings, of }) => {
  const expected = Array.from({ length: STEPS }, (_, step) => of(step / stepsPerEpoch));
  expectRates(curveOf(settings), expected);
});

describe.each(SCHEDULES.map(({ type }) => type))('%s', (type) => {
  test('gives a rate for every step of a run of any length, and beyond its end', () => {
    for (const length of [1, 2, 7]) {
      for (let step = 0; step < 40; step++) {
        const place = { learningRate, step, stepsPerEpoch: 1, epochs: length };
        const rate = scheduledRate(defaultSchedule(type), place);
        expect(Number.isFinite(rate) && rate >= 0 && rate <= learningRate, `step ${step}: ${rate}`).toBe(
          true,
        );
      }
    }
  });

  test('means the same with its defaults written out and left out', () => {
    expect(curveOf({ type } as ScheduleSettings)).toEqual(curveOf(defaultSchedule(type)));
  });
});

function watch(settings: ScheduleSettings, losses: readonly number[]): number[] {
  let memory: PlateauMemory | undefined;
  return losses.map((loss) => {
    memory = rememberLoss(settings, memory, loss, learningRate);
    return scheduledRate(settings, { learningRate, step: 0, stepsPerEpoch, epochs, memory });
  });
}

describe('reduce on plateau', () => {
  test('follows PyTorch for 20 epochs', () => {
    expectRates(watch(plateau.settings, plateau.losses), plateau.rates);
  });

  test('counts nothing during the cooldown, as Keras does', () => {
    const settings: ScheduleSettings = {
      type: 'reduceLROnPlateau',
      factor: 0.5,
      patience: 2,
      minDelta: 0,
      cooldown: 3,
    };
    // The second epoch of the first plateau reduces; two epochs are let pass, the third and fourth count again.
    expectRates(watch(settings, [1, 1, 1, 1, 1, 1, 1, 1]), [0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025]);
  });

  test('other schedules remember nothing', () => {
    expect(rememberLoss(defaultSchedule('cosineDecay'), undefined, 1, learningRate)).toBeUndefined();
    expect(rememberLoss(undefined, undefined, 1, learningRate)).toBeUndefined();
  });
});

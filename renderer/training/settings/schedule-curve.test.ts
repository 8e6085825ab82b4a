import { expect, test } from 'vitest';
import { DEFAULT_TRAINING } from '../../../core/document/schema.ts';
import { scheduleCurve, stepsPerEpoch, watchesLoss } from './schedule-curve.ts';

const settings = { ...DEFAULT_TRAINING, epochs: 10 };

test('a short run has a point for every step', () => {
  const curve = scheduleCurve({ ...settings, schedule: { type: 'cosineDecay', warmupEpochs: 2 } }, 4);
  expect(curve).toHaveLength(40);
  expect(curve[0]).toEqual({ epoch: 0, rate: 0 });
  expect(curve[4]?.rate).toBeCloseTo(0.0005, 12);
  expect(curve[8]).toEqual({ epoch: 2, rate: 0.001 });
  expect(curve.at(-1)?.epoch).toBe(9.75);
});

test('a long run has points from its first step to its last', () => {
  const curve = scheduleCurve({ ...settings, schedule: { type: 'oneCycle' } }, 1000);
  expect(curve).toHaveLength(240);
  expect(curve[0]?.rate).toBeCloseTo(0.001 / 25, 12);
  expect(curve.at(-1)).toEqual({ epoch: 9.999, rate: expect.closeTo(0.001 / 25 / 10_000, 12) });
});

test('a single step is a point', () => {
  expect(scheduleCurve({ ...settings, epochs: 1 }, 1)).toEqual([{ epoch: 0, rate: 0.001 }]);
});

test('steps of an epoch are those of the training samples', () => {
  expect(stepsPerEpoch(1797, { validationSplit: 0.2, batchSize: 32 })).toBe(45);
  expect(stepsPerEpoch(4, { validationSplit: 0, batchSize: 32 })).toBe(1);
});

test('only the plateau is not known beforehand', () => {
  expect(watchesLoss(undefined)).toBe(false);
  expect(watchesLoss({ type: 'oneCycle' })).toBe(false);
  expect(watchesLoss({ type: 'reduceLROnPlateau' })).toBe(true);
});

import { expect, test } from 'vitest';
import type { RunEvent } from '../../core/train/events.ts';
import { recordEvents } from '../state/run-record.ts';
import { chartLines, chartMetrics, rateMetrics } from './chart-series.ts';

const STARTED: RunEvent = {
  type: 'started',
  engine: 'cpu',
  parameters: 1,
  trainSamples: 1,
  validationSamples: 1,
  epochs: 2,
  stepsPerEpoch: 2,
  resumedFrom: 0,
};
const progress = (epoch: number, step: number, loss: number): RunEvent => ({
  type: 'progress',
  epoch,
  step,
  metrics: { loss },
  samplesPerSecond: 1,
  secondsLeft: 1,
});
const epochEnd = (epoch: number, metrics: Record<string, number>): RunEvent => ({
  type: 'epoch',
  epoch,
  metrics,
  seconds: 1,
  samplesPerSecond: 1,
  learningRate: 1,
  best: true,
});

test('means over the epoch so far become means of the stretches between', () => {
  const record = recordEvents('r', [
    STARTED,
    progress(1, 1, 4),
    epochEnd(1, { loss: 3, valLoss: 2 }),
    progress(2, 1, 1),
    epochEnd(2, { loss: 1, valLoss: 1 }),
  ]);
  const [metric] = chartMetrics(record);
  if (!metric) throw new Error('no metric');
  const lines = chartLines(record, metric);
  expect(lines.steps.x).toEqual([0.5, 1, 1.5, 2]);
  // 4 in the first half and 2 in the second make 3 on the whole.
  expect(lines.steps.y).toEqual([4, 2, 1, 1]);
  expect(lines.train).toEqual({ x: [1, 2], y: [3, 1] });
  expect(lines.validation).toEqual({ x: [1, 2], y: [2, 1] });
});

test('the whole loss comes first, then accuracies, then the losses of single outputs', () => {
  const record = recordEvents('r', [
    epochEnd(1, {
      'a/loss': 1,
      'a/valLoss': 1,
      'a/accuracy': 1,
      'b/loss': 1,
      loss: 2,
      valLoss: 2,
    }),
  ]);
  expect(chartMetrics(record).map(({ train, validation, output }) => [train, validation, output])).toEqual([
    ['loss', 'valLoss', undefined],
    ['a/accuracy', 'a/valAccuracy', 'a'],
    ['a/loss', 'a/valLoss', 'a'],
    ['b/loss', 'b/valLoss', 'b'],
  ]);
});

test('before the first figures there is a chart for the loss', () => {
  expect(chartMetrics(recordEvents('r', [STARTED])).map(({ train }) => train)).toEqual(['loss']);
});

test('the learning rate has a chart of its own where it changes, with a point for each time it was told', () => {
  const at = (epoch: number, step: number, learningRate: number): RunEvent => ({
    ...progress(epoch, step, 1),
    ...{ learningRate },
  });
  const falling = recordEvents('r', [
    STARTED,
    at(1, 1, 0.1),
    { ...epochEnd(1, { loss: 1 }), ...{ learningRate: 0.05 } },
    at(2, 1, 0.025),
  ]);
  const [metric] = rateMetrics(falling);
  if (!metric) throw new Error('no metric');
  expect(metric.kind).toBe('rate');
  const lines = chartLines(falling, metric);
  expect(lines.train).toEqual({ x: [0.5, 1, 1.5], y: [0.1, 0.05, 0.025] });
  expect([lines.steps, lines.validation]).toEqual([
    { x: [], y: [] },
    { x: [], y: [] },
  ]);
  expect(chartMetrics(falling).map(({ train }) => train)).toEqual(['loss']);
  expect(rateMetrics(recordEvents('r', [STARTED, at(1, 1, 1), epochEnd(1, { loss: 1 })]))).toEqual([]);
});

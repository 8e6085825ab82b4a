import { expect, it } from 'vitest';
import type { RunEvent } from '../../core/train/events.ts';
import { hasLearned, recordEvents } from './run-record.ts';

const epochs = (...losses: number[]) =>
  recordEvents(
    'run',
    losses.map(
      (loss, index): RunEvent => ({
        type: 'epoch',
        epoch: index + 1,
        metrics: { loss },
        seconds: 1,
        samplesPerSecond: 1,
        learningRate: 0.1,
        best: index === 0,
      }),
    ),
  );

it('says whether the loss fell since the first epoch, once there are two', () => {
  expect(hasLearned(epochs())).toBeUndefined();
  expect(hasLearned(epochs(2))).toBeUndefined();
  expect(hasLearned(epochs(2, 3, 1.9))).toBe(true);
  expect(hasLearned(epochs(2, 1, 2))).toBe(false);
});

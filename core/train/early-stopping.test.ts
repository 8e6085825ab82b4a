import { expect, test } from 'vitest';
import { afterEpoch, hasStopped, type PatienceMemory } from './early-stopping.ts';

function stopsAfter(losses: readonly number[], patience: number, minDelta = 0): number | undefined {
  let memory: PatienceMemory | undefined;
  for (const [epoch, loss] of losses.entries()) {
    memory = afterEpoch({ patience, minDelta }, memory, loss);
    if (hasStopped({ patience, minDelta }, memory)) return epoch + 1;
  }
  return undefined;
}

test('stops after as many epochs without a better loss as its patience', () => {
  expect(stopsAfter([1, 0.9, 0.95, 0.8, 0.85, 0.81, 0.8, 0.7], 3)).toBe(7);
  expect(stopsAfter([1, 0.9, 0.95, 0.8, 0.85, 0.81, 0.8, 0.7], 4)).toBeUndefined();
  expect(stopsAfter([1, 1], 1)).toBe(2);
});

test('a gain that is too small is none', () => {
  expect(stopsAfter([1, 0.95, 0.9, 0.85], 2, 0.1)).toBe(3);
  expect(stopsAfter([1, 0.95, 0.85, 0.84, 0.7], 2, 0.1)).toBeUndefined();
});

test('is never over where it was not asked for', () => {
  expect(hasStopped(undefined, { best: 1, wait: 100 })).toBe(false);
  expect(hasStopped({ patience: 1, minDelta: 0 }, undefined)).toBe(false);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Prediction, Sample } from '../../host/contract.ts';
import { createPredictor } from './predictor.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Answers with the first number of the question, when the test lets it. */
function slowHost() {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  const request = (_channel: string, { samples }: { samples: readonly Sample[] }) =>
    new Promise((resolve) => {
      const value = samples[0]?.x?.[0] ?? 0;
      asked.push(value);
      waiting.push(() => resolve([[{ output: 'y', values: [value] }]]));
    });
  return {
    host: { request: request as never },
    asked,
    answer: async () => {
      waiting.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

function listen() {
  const answers: (number | undefined)[] = [];
  const faults: string[] = [];
  return {
    answers,
    faults,
    listener: {
      onAnswer: (predictions: readonly Prediction[]) => answers.push(predictions[0]?.values[0]),
      onFault: (message: string) => faults.push(message),
    },
  };
}

test('many changes are one question, and the last one is always answered', async () => {
  const { host, asked, answer } = slowHost();
  const { answers, listener } = listen();
  const predictor = createPredictor(host, 'r', listener);
  for (const x of [1, 2, 3]) predictor.ask({ x: [x] });
  await vi.advanceTimersByTimeAsync(60);
  expect(asked).toEqual([3]);
  predictor.ask({ x: [4] });
  predictor.ask({ x: [5] });
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual([3]);
  await answer();
  await vi.advanceTimersByTimeAsync(60);
  await answer();
  expect(asked).toEqual([3, 5]);
  expect(answers).toEqual([3, 5]);
});

test('nothing is shown after it was stopped', async () => {
  const { host, answer } = slowHost();
  const { answers, listener } = listen();
  const predictor = createPredictor(host, 'r', listener);
  predictor.ask({ x: [1] });
  await vi.advanceTimersByTimeAsync(60);
  predictor.stop();
  await answer();
  expect(answers).toEqual([]);
});

test('a fault is told, and the next question is asked all the same', async () => {
  let calls = 0;
  const request = () => {
    calls += 1;
    return calls === 1
      ? Promise.reject(new Error('The run has no checkpoint yet.'))
      : Promise.resolve([[{ output: 'y', values: [7] }]]);
  };
  const { answers, faults, listener } = listen();
  const predictor = createPredictor({ request: request as never }, 'r', listener);
  predictor.ask({ x: [1] });
  await vi.advanceTimersByTimeAsync(60);
  predictor.ask({ x: [2] });
  await vi.advanceTimersByTimeAsync(60);
  expect(faults).toEqual(['The run has no checkpoint yet.']);
  expect(answers).toEqual([7]);
});

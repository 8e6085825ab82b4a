import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { completeDescription } from '../../core/data/description.ts';
import { memoryDataset } from '../../core/data/memory-dataset.ts';
import type { Model } from '../../core/model/model.ts';
import type { StartStep } from '../contract.ts';
import { drawWeights, measured } from './preparation.ts';

const SAMPLES = 100_000;
const ALL = Int32Array.from({ length: SAMPLES }, (_, index) => index);

function rows() {
  const values = { x: Float32Array.from(ALL) };
  const field = { name: 'x', kind: 'numeric' as const, shape: [] };
  const draft = { source: 'rows', title: 'rows', summary: '', samples: SAMPLES, target: 'x' };
  return memoryDataset(completeDescription({ ...draft, fields: [field] }, values), values);
}

function preparation() {
  const steps: StartStep[] = [];
  const stop = new AbortController();
  return { steps, stop, signal: stop.signal, say: (step: StartStep) => steps.push(step) };
}

async function readAll(dataset: ReturnType<typeof rows>, then: (done: number) => void = () => undefined) {
  for (let from = 0; from < SAMPLES; from += 1000) {
    await dataset.read(ALL.subarray(from, from + 1000));
    then(from + 1000);
  }
}

test('who goes through data in memory leaves room for a stop, and hears of it before the next rows', async () => {
  const prepared = preparation();
  const reason = new Error('stopped');
  let done = 0;
  // As a command does: it comes when the process has a moment.
  const command = setImmediate().then(() => prepared.stop.abort(reason));
  await expect(
    readAll(measured(rows(), SAMPLES, prepared), (read) => {
      done = read;
    }),
  ).rejects.toBe(reason);
  await command;
  expect(done).toBeLessThan(SAMPLES / 2);
});

test('tells how far it is, and begins anew when it goes through the data once more', async () => {
  const prepared = preparation();
  const dataset = measured(rows(), SAMPLES, prepared);
  await readAll(dataset);
  await readAll(dataset);
  expect(prepared.steps[0]).toEqual({ work: 'measuring', done: 1000, total: SAMPLES });
  const ends = prepared.steps.filter(({ done }) => done === SAMPLES);
  expect(ends).toEqual(
    Array.from({ length: 2 }, () => ({ work: 'measuring', done: SAMPLES, total: SAMPLES })),
  );
  expect(prepared.steps.every(({ done = 0 }) => done <= SAMPLES)).toBe(true);
});

test('weights are drawn one by one, and no further when the run is stopped', async () => {
  const prepared = preparation();
  const reason = new Error('stopped');
  const drawn: string[] = [];
  const weight = (id: string) =>
    ({
      id,
      shape: [2],
      get initializer() {
        drawn.push(id);
        if (id === 'b') prepared.stop.abort(reason);
        return { type: 'ones' };
      },
    }) as unknown as Model['weights'][number];
  const model = { weights: ['a', 'b', 'c'].map(weight) } as unknown as Model;
  await expect(drawWeights(model, 1, prepared)).rejects.toBe(reason);
  expect([...new Set(drawn)]).toEqual(['a', 'b']);
  expect(prepared.steps).toEqual([{ work: 'weights' }]);
});

import { expect, test } from 'vitest';
import type { TensorData } from '../engine/engine.ts';
import { MemoryShortage } from '../engine/memory-shortage.ts';
import { firstRows, fittingBatch, shortageSentence, weightsShortageSentence } from './memory-need.ts';

/** Memory for `room` samples beside what is needed in any case. */
const preparing = (room: number) => async (rows: number) => {
  if (rows > room) throw new MemoryShortage(rows, room);
};

test('the largest power of two that fits is found', async () => {
  expect(await fittingBatch(1024, new MemoryShortage(1000, 100), preparing(100))).toBe(64);
  // What does not grow with the batch may leave less room than the proportion says.
  expect(await fittingBatch(1024, new MemoryShortage(1000, 100), preparing(20))).toBe(16);
  expect(await fittingBatch(2, new MemoryShortage(1000, 999), preparing(1))).toBe(1);
  expect(await fittingBatch(1024, new MemoryShortage(1000, 1), preparing(0))).toBeUndefined();
});

test('a fault of another kind is not taken for a shortage', async () => {
  const broken = () => Promise.reject(new Error('something else'));
  await expect(fittingBatch(64, new MemoryShortage(2, 1), broken)).rejects.toThrow('something else');
});

test('feeds are cut to their first samples, and what has none stays', () => {
  const batch: TensorData = { dtype: 'float32', shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const rate: TensorData = { dtype: 'float32', shape: [], data: Float32Array.of(0.1) };
  const cut = firstRows({ 'input:x': batch, learningRate: rate }, 2);
  expect(cut['input:x']).toEqual({ dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) });
  expect(cut.learningRate).toBe(rate);
});

test('the sentences say what is needed, what there is and what to do', () => {
  const shortage = { needed: 34.4e9, available: 7.25e9 };
  expect(shortageSentence(512, shortage, 64)).toBe(
    'A step with a batch of 512 needs about 34.4 GB of memory, and 7.25 GB are free, so it was not run. A batch size of 64 fits: start a new run with it.',
  );
  expect(shortageSentence(512, shortage, undefined)).toBe(
    'A step with a batch of 512 needs about 34.4 GB of memory, and 7.25 GB are free, so it was not run. Not even one sample at a time would fit: make the layers or the images smaller.',
  );
  expect(weightsShortageSentence(4e9, 112e9, 8e9)).toBe(
    'The network has 4,000,000,000 parameters. To train them takes about 112 GB of memory, and 8 GB are free. Make its largest layers smaller.',
  );
});

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { NetworkSketch } from '../bench/network-sketch.ts';
import { runInWorker } from '../testing/run-in-worker.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** Real networks that no machine has the memory for: each must be refused before it takes any. */
function onDigits(sketch: NetworkSketch, batchSize: number): NetworkDocument {
  const document = sketch.document();
  return {
    ...document,
    dataset: { source: 'builtin:digits' },
    training: { ...document.training, epochs: 1, batchSize },
  };
}

test('a batch that does not fit is answered with one that does, before the step runs', async () => {
  const sketch = new NetworkSketch('Wide')
    .add('Input', { shape: [8, 8, 1] })
    .add('UpSampling2D', { size: [64, 64] });
  for (const filters of [256, 256]) sketch.add('Conv2D', { filters, padding: 'same' }).add('Activation');
  sketch.add('GlobalAveragePooling2D').add('Dense', { units: 10 }).add('Softmax').add('Output');
  const folder = join(await temporaryFolder(), 'run');
  const { events, deaths } = await runInWorker({ folder, document: onDigits(sketch, 1024) });
  expect(deaths).toEqual([]);
  const last = events.at(-1);
  expect(last).toMatchObject({ type: 'failed' });
  expect(last?.type === 'failed' && last.message).toMatch(
    /^A step with a batch of 1024 needs about [\d.]+ TB of memory, and [\d.]+ GB are free, so it was not run\. (A batch size of \d+ fits: start a new run with it|Not even one sample at a time would fit: make the layers or the images smaller)\.$/,
  );
});

test('weights that do not fit are refused before the run has a folder', async () => {
  const sketch = new NetworkSketch('Huge')
    .add('Input', { shape: [8, 8, 1] })
    .add('Flatten')
    .add('Dense', { units: 200_000 })
    .add('Dense', { units: 200_000 })
    .add('Dense', { units: 10 })
    .add('Softmax')
    .add('Output');
  const folder = join(await temporaryFolder(), 'run');
  await expect(runInWorker({ folder, document: onDigits(sketch, 32) })).rejects.toThrow(
    /^The network has 40,015,200,010 parameters\. To train them takes about 1\.12 TB of memory, and [\d.]+ GB are free\. Make its largest layers smaller\.$/,
  );
  await expect(access(folder)).rejects.toThrow('ENOENT');
});

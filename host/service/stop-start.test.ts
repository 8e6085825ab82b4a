import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { type HostEvent, REQUESTS, type StartStep } from '../contract.ts';
import { addPictures } from '../testing/pictures.ts';
import { deepDigitReader, digitReader, xorLearner } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startChildWorker } from '../worker/child-transport.ts';
import { createHost } from './create-host.ts';

const STOPPED = 'The run was stopped before its first step, so there is nothing to keep of it.';

async function openHost() {
  const home = await temporaryFolder();
  let workers = 0;
  const host = createHost({
    home,
    version: '1.2.3',
    shell: 'browser',
    startWorker: () => {
      workers += 1;
      return startChildWorker();
    },
  });
  onTestFinished(() => host.close());
  const start = (document: NetworkDocument) => host.handle('runs.start', { document });
  const runs = async () => REQUESTS['runs.list'].response.parse(await host.handle('runs.list', {}));
  /** Resolves with the first event that is so. */
  const until = (is: (event: HostEvent) => boolean) =>
    new Promise<HostEvent>((resolve) => {
      const end = host.subscribe((event) => {
        if (!is(event)) return;
        end();
        resolve(event);
      });
    });
  const stepThat = (is: (step: StartStep) => boolean) =>
    until((event) => event.type === 'starting' && event.step !== undefined && is(event.step));
  const ended = () =>
    until(({ type, ...told }) => type === 'run' && 'event' in told && told.event.type === 'finished');
  return { home, host, start, runs, until, stepThat, ended, workers: () => workers };
}

/** Far more images than are read in the time that a test has. */
const addManyImages = (folder: string) => addPictures(folder, 1200, 4000);

/** Tells cats from dogs in images of 8 x 8. */
function petReader(source: string): NetworkDocument {
  const reader = digitReader({ epochs: 1000 });
  const layers = reader.layers.map((layer) =>
    layer.type === 'Dense' ? { ...layer, params: { units: 2 } } : layer,
  );
  return { ...reader, name: 'Pets', layers, dataset: { source } };
}

test('a run is stopped while its images are read: it leaves nothing, and the next one trains', async () => {
  const { home, host, start, runs, until, stepThat, ended, workers } = await openHost();
  const source = await temporaryFolder();
  await addManyImages(source);
  const steps: StartStep[] = [];
  host.subscribe((event) => event.type === 'starting' && event.step && steps.push(event.step));
  const reading = stepThat(({ work, done = 0 }) => work === 'reading' && done > 0);
  const over = until((event) => event.type === 'starting' && event.step === undefined);
  const starting = start({ ...digitReader(), dataset: { source } });
  starting.catch(() => undefined);
  const told = await reading;
  expect(told).toMatchObject({
    type: 'starting',
    run: 'digit-reader',
    network: 'Digit reader',
    step: { work: 'reading', total: 8000 },
  });
  // A window that is opened now hears at once what goes on.
  expect(await stepThat(() => true)).toMatchObject({ run: 'digit-reader', step: { work: 'reading' } });

  await host.handle('runs.stop', {});
  await expect(starting).rejects.toMatchObject({ fault: { code: 'run-stopped', message: STOPPED } });
  expect(await over).toEqual({ type: 'starting', run: 'digit-reader', network: 'Digit reader' });
  expect(steps.map(({ work }) => work)).not.toContain('measuring');
  expect(steps.at(-1)?.done).toBeLessThan(8000);
  expect(await runs()).toEqual([]);
  expect(await readdir(join(home, 'runs')).catch(() => [])).toEqual([]);

  const finished = ended();
  await start(xorLearner());
  await finished;
  expect((await runs()).map(({ id, state }) => [id, state])).toEqual([['xor', 'completed']]);
  expect(workers()).toBe(1);
});

test('a run is stopped before it has heard of its data at all', async () => {
  const { host, start, runs } = await openHost();
  const starting = start(digitReader());
  await Promise.all([
    expect(starting).rejects.toMatchObject({ fault: { code: 'run-stopped' } }),
    host.handle('runs.stop', {}),
  ]);
  expect(await runs()).toEqual([]);
});

test('a run is stopped while its step is compiled, which hears nothing: its process is ended', async () => {
  const { host, start, runs, until, ended, workers } = await openHost();
  const events: string[] = [];
  host.subscribe((event) => event.type === 'run' && events.push(event.event.type));
  const started = until(
    ({ type, ...told }) => type === 'run' && 'event' in told && told.event.type === 'started',
  );
  const first = ended();
  await start(deepDigitReader());
  await started;
  await host.handle('runs.stop', { run: 'deep-digit-reader' });
  expect(await first).toMatchObject({
    run: 'deep-digit-reader',
    event: { type: 'finished', reason: 'stopped', epochs: 0, metrics: {} },
  });
  expect(events).toEqual(['started', 'finished']);
  const [run] = await runs();
  expect(run).toMatchObject({ id: 'deep-digit-reader', state: 'stopped', epochsDone: 0 });
  expect(run).not.toHaveProperty('message');

  // It goes on from its start, and is stopped there again.
  const again = ended();
  await host.handle('runs.resume', { run: 'deep-digit-reader' });
  await host.handle('runs.stop', { run: 'deep-digit-reader' });
  expect(await again).toMatchObject({ event: { reason: 'stopped', epochs: 0 } });

  const third = ended();
  await start(xorLearner());
  expect(await third).toMatchObject({ run: 'xor', event: { reason: 'completed' } });
  expect(workers()).toBeGreaterThan(1);
});

test('a run that is resumed and stopped while its data is read stays as it was', async () => {
  const { home, host, start, runs, until, stepThat, ended } = await openHost();
  const source = await temporaryFolder();
  await addPictures(source, 8, 20);
  const finished = ended();
  const learned = until(
    ({ type, ...told }) => type === 'run' && 'event' in told && told.event.type === 'epoch',
  );
  await start(petReader(source));
  await learned;
  await host.handle('runs.stop', { run: 'pets' });
  await finished;
  const before = await runs();
  expect(before).toMatchObject([{ state: 'stopped' }]);
  const files = await readdir(join(home, 'runs', 'pets'));

  await addManyImages(source);
  const reading = stepThat(({ work, done = 0 }) => work === 'reading' && done > 0);
  const resuming = host.handle('runs.resume', { run: 'pets' });
  resuming.catch(() => undefined);
  expect(await reading).toMatchObject({ run: 'pets', network: 'Pets', step: { total: 8040 } });
  await host.handle('runs.stop', { run: 'pets' });
  await expect(resuming).rejects.toMatchObject({ fault: { code: 'run-stopped' } });
  expect(await runs()).toEqual(before);
  expect(await readdir(join(home, 'runs', 'pets'))).toEqual(files);
});

import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { RunFolder } from '../runs/run-folder.ts';
import { WorkerClient } from '../service/worker-client.ts';
import { digitReader } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startChildWorker } from './child-transport.ts';

/** Real worker processes. What is left of a killed one's run must be all that a new one needs. */
const NETWORK = digitReader({ epochs: 12, batchSize: 2 });

interface Trained {
  readonly events: readonly RunEvent[];
  readonly deaths: readonly string[];
}

type Act = (event: RunEvent, worker: WorkerClient) => void;

async function train(
  folder: string,
  start: NetworkDocument | 'resume',
  act: Act = () => undefined,
): Promise<Trained> {
  const events: RunEvent[] = [];
  const deaths: string[] = [];
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const worker: WorkerClient = new WorkerClient(startChildWorker, {
    onEvent: (_, event) => {
      events.push(event);
      act(event, worker);
      if (event.type === 'finished' || event.type === 'failed') end();
    },
    onDeath: (how) => {
      deaths.push(how);
      end();
    },
  });
  onTestFinished(() => worker.close());
  if (start === 'resume') await worker.request('resume', { folder });
  else await worker.request('train', { folder, id: 'digits', document: start, baseFolder: folder });
  await ended;
  return { events, deaths };
}

async function finalState(folder: string) {
  const run = await RunFolder.open(folder);
  expect(run.record).toMatchObject({ state: 'completed', epochsDone: 12 });
  const checkpoint = await run.checkpoints.newest();
  return { state: checkpoint?.state, best: checkpoint?.position.best, metrics: run.record.metrics };
}

const lastType = ({ events }: Trained) => events.at(-1)?.type;
/** Not before this epoch, and with hundreds of steps of an epoch still to come. */
const isAmidst = (event: RunEvent, epoch: number) =>
  event.type === 'progress' && event.epoch >= epoch && event.step < 300;

test('a run killed in the middle of an epoch, and one that was stopped, end bit for bit like one left alone', async () => {
  const folder = await temporaryFolder();
  const [whole, killed, stopped] = [join(folder, 'whole'), join(folder, 'killed'), join(folder, 'stopped')];
  expect(lastType(await train(whole, NETWORK))).toBe('finished');
  const expected = await finalState(whole);

  const { deaths } = await train(killed, NETWORK, (event, worker) => {
    if (isAmidst(event, 5)) worker.crash();
  });
  expect(deaths).toEqual(['killed by SIGKILL']);
  const interrupted = await RunFolder.open(killed);
  expect(interrupted.record.state).toBe('interrupted');
  expect(interrupted.record.epochsDone).toBeLessThan(12);
  expect(lastType(await train(killed, 'resume'))).toBe('finished');
  expect(await finalState(killed)).toEqual(expected);

  const stop = await train(stopped, NETWORK, (event, worker) => {
    if (isAmidst(event, 4)) void worker.request('stop', { folder: stopped });
  });
  expect(stop.events.at(-1)).toMatchObject({ type: 'finished', reason: 'stopped' });
  const halfway = await (await RunFolder.open(stopped)).checkpoints.newest();
  expect(halfway?.position.step).toBeGreaterThan(0);
  expect(lastType(await train(stopped, 'resume'))).toBe('finished');
  expect(await finalState(stopped)).toEqual(expected);

  const told = (await (await RunFolder.open(killed)).readEvents()).filter(({ type }) => type === 'epoch');
  expect(told.map((event) => event.type === 'epoch' && event.epoch)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
}, 180_000);

test('two processes cannot train one run', async () => {
  const folder = join(await temporaryFolder(), 'run');
  let refusal: Promise<unknown> | undefined;
  const endless = digitReader({ epochs: 10_000 });
  await train(folder, endless, (event, worker) => {
    if (refusal || event.type !== 'progress') return;
    refusal = train(folder, 'resume').catch((error: unknown) => error);
    void refusal.then(() => worker.request('stop', { folder }));
  });
  expect(await refusal).toMatchObject({ fault: { code: 'run-locked' } });
  expect(String(await refusal)).toMatch(
    /Another process \(number \d+ on .+\) is working on the run in .+\. Wait until it is done, or stop it first\./,
  );
});

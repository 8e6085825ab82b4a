import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RunFolder } from '../runs/run-folder.ts';
import { digitReader } from '../testing/small-networks.ts';
import { softwareGpu, softwareGpuReason } from '../testing/software-gpu.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startChildWorker } from '../worker/child-transport.ts';
import type { WorkerRequest } from '../worker/messages.ts';
import type { WorkerTransport } from '../worker/transport.ts';
import { EngineDesk } from './engine-desk.ts';
import { WorkerClient } from './worker-client.ts';

const quietWorker = () => startChildWorker(undefined, { quiet: true });

const unused = () => {
  throw new Error('nothing should be tested again');
};

/** A process that answers as told, or dies instead. */
function pretended(answer: (engine: string) => object | 'dies' | 'hangs') {
  return (): WorkerTransport => {
    let tell: (message: unknown) => void = () => undefined;
    let end: (how: string) => void = () => undefined;
    return {
      send: (message) => {
        const { id, command, payload } = message as WorkerRequest;
        const { engine = '' } = payload as { engine?: string };
        const result =
          command === 'list-engines' ? { engines: [{ id: 'cpu' }, { id: 'webgpu' }] } : answer(engine);
        if (result === 'dies') queueMicrotask(() => end('killed by SIGABRT'));
        else if (result !== 'hangs') queueMicrotask(() => tell({ type: 'result', id, result }));
      },
      onMessage: (listener) => {
        tell = listener;
      },
      onExit: (listener) => {
        end = listener;
      },
      kill: () => undefined,
    };
  };
}

const LOSSES = [2.4, 2.2, 2.1];
const right = { losses: LOSSES, samplesPerSecond: 1000 };

async function reportOfWebgpu(answer: object | 'dies' | 'hangs') {
  const worker = pretended((engine) => (engine === 'cpu' ? right : answer));
  const desk = new EngineDesk(await temporaryFolder(), worker, 200);
  const [processor, webgpu] = await desk.list();
  expect(processor).toEqual({
    id: 'cpu',
    title: 'Processor',
    state: 'works',
    samplesPerSecond: 1000,
    difference: 0,
  });
  return { desk, webgpu };
}

test('the processor works, is measured, and what was found is kept until somebody asks again', async () => {
  const home = await temporaryFolder();
  const found = await new EngineDesk(home, quietWorker).list();
  expect(found[0]).toMatchObject({ id: 'cpu', state: 'works', difference: 0 });
  expect(found[0]?.samplesPerSecond).toBeGreaterThan(0);
  const later = new EngineDesk(home, unused);
  expect(await later.list()).toEqual(found);
  await expect(later.list({ again: true })).rejects.toThrow('nothing should be tested again');
});

test('what was found on another machine, or by another version, counts for nothing', async () => {
  const home = await temporaryFolder();
  await new EngineDesk(
    home,
    pretended(() => right),
  ).list();
  const file = join(home, 'engines.json');
  const kept = await readFile(file, 'utf8');
  await writeFile(file, kept.replace(/"machine": "/, '"machine": "elsewhere '));
  await expect(new EngineDesk(home, unused).list()).rejects.toThrow('nothing should be tested again');
  await writeFile(file, 'not what we write');
  await expect(new EngineDesk(home, unused).list()).rejects.toThrow('nothing should be tested again');
});

test('an engine with losses of its own is not offered', async () => {
  const { desk, webgpu } = await reportOfWebgpu({ ...right, losses: [2.4, 2.23, 2.1] });
  const reason = 'it computes something else than the processor: the losses of a test network differ by 1.4%';
  expect(webgpu).toEqual({ id: 'webgpu', title: 'Graphics card (WebGPU)', state: 'fails', reason });
  await expect(desk.require('webgpu')).rejects.toThrow(
    `The engine "webgpu" does not work on this machine: ${reason}. Use one of: cpu.`,
  );
  await desk.require('cpu');
});

test('losses that are no numbers, a driver that crashes and one that hangs are told as what they are', async () => {
  const broken = await reportOfWebgpu({ ...right, losses: [2.4, null, null] });
  expect(broken.webgpu?.reason).toBe(
    'it computes something else than the processor: the losses of a test network are no numbers',
  );
  const crashed = await reportOfWebgpu('dies');
  expect(crashed.webgpu?.reason).toMatch(
    /^The process that computes ended without warning \(killed by SIGABRT\)/,
  );
  const hanging = await reportOfWebgpu('hangs');
  expect(hanging.webgpu?.reason).toBe('it gave no answer within 0 s');
});

test('an engine that gives the same losses is offered, small differences included', async () => {
  const { desk, webgpu } = await reportOfWebgpu({ ...right, losses: [2.4, 2.20001, 2.1] });
  expect(webgpu).toMatchObject({ state: 'works', samplesPerSecond: 1000 });
  await desk.require('webgpu');
});

test.skipIf(!softwareGpu)(
  `WebGPU trains as the processor does${softwareGpuReason}`,
  async () => {
    const before = { ...process.env };
    Object.assign(process.env, softwareGpu);
    onTestFinished(() => {
      process.env = before;
    });
    const desk = new EngineDesk(await temporaryFolder(), quietWorker);
    const report = (await desk.list()).find(({ id }) => id === 'webgpu');
    expect(report).toMatchObject({ state: 'works' });
    expect(report?.difference).toBeLessThan(1e-5);

    const losses = await Promise.all(['cpu', 'webgpu'].map((engine) => lossesOfRun(engine)));
    expect(losses[0]?.engine).toBe('cpu');
    expect(losses[1]?.engine).toBe('webgpu');
    expect(losses[1]?.loss).toBeCloseTo(losses[0]?.loss ?? Number.NaN, 3);
  },
  300_000,
);

async function lossesOfRun(engine: string) {
  const folder = join(await temporaryFolder(), 'run');
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const worker = new WorkerClient(quietWorker, {
    onEvent: (_, event) => {
      if (event.type === 'finished' || event.type === 'failed') end();
    },
    onDeath: () => end(),
  });
  onTestFinished(() => worker.close());
  const document = digitReader({ epochs: 1, batchSize: 256 });
  await worker.request('train', { folder, id: 'run', document, baseFolder: folder, engine });
  await ended;
  const { record } = await RunFolder.open(folder);
  return { engine: record.engine, loss: record.metrics.loss };
}

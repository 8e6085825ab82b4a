import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInWorker } from '../testing/run-in-worker.ts';
import { digitReader } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { workerFile } from './child-transport.ts';

const STEPS = 10_000;
/** Measured by the least that was in use over a stretch of steps, for collected garbage comes and goes. */
const MAY_GROW = 8 * 1024 * 1024;

function residentBytes({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

test.skipIf(process.platform !== 'linux')(
  `memory does not grow over ${STEPS} steps (skipped but on Linux, whose processes tell what they use)`,
  async () => {
    const document = digitReader({ epochs: 1, batchSize: 1 });
    const child = fork(workerFile(), [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const samples: { readonly steps: number; readonly bytes: number }[] = [];
    let stepsPerEpoch = 0;
    let done = 0;
    const folder = join(await temporaryFolder(), 'run');
    const { events } = await runInWorker({
      folder,
      document: { ...document, training: { ...document.training, epochs: 1000 } },
      start: () => ({
        send: (message) => child.send(message as object, () => undefined),
        onMessage: (listener) => child.on('message', listener),
        onExit: (listener) => child.once('exit', (code, signal) => listener(`${code ?? signal}`)),
        kill: () => child.kill('SIGKILL'),
      }),
      onEvent: (event, worker) => {
        if (event.type === 'started') stepsPerEpoch = event.stepsPerEpoch;
        if (event.type !== 'progress') return;
        done = (event.epoch - 1) * stepsPerEpoch + event.step;
        samples.push({ steps: done, bytes: residentBytes(child) });
        if (done > STEPS) void worker.request('stop', { folder });
      },
    });
    expect(events.at(-1)?.type).toBe('finished');
    const least = (from: number, to: number) =>
      Math.min(...samples.filter(({ steps }) => steps >= from && steps < to).map(({ bytes }) => bytes));
    const early = least(2000, 4000);
    const late = least(8000, STEPS);
    expect(done).toBeGreaterThan(STEPS);
    expect(early).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(late - early, `${early} bytes at first, ${late} in the end`).toBeLessThan(MAY_GROW);
  },
  180_000,
);

import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interruptedSentence, RunFolder } from '../runs/run-folder.ts';
import { runInWorker } from '../testing/run-in-worker.ts';
import { digitReader } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { workerFile } from './child-transport.ts';
import type { WorkerTransport } from './transport.ts';

/** A real worker whose process the test can harm. */
function exposedWorker() {
  const child: ChildProcess = fork(workerFile(), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const transport: WorkerTransport = {
    send: (message) => child.send(message as object, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) =>
      child.once('exit', (code, signal) => listener(signal ? `killed by ${signal}` : `exit code ${code}`)),
    kill: () => child.kill('SIGKILL'),
  };
  return { child, transport };
}

const document = digitReader({ epochs: 3, batchSize: 16 });

test.skipIf(process.platform === 'win32').each(['SIGABRT', 'SIGSEGV', 'SIGKILL'] as const)(
  'a worker that ends by %s leaves a run that goes on',
  async (signal) => {
    const folder = join(await temporaryFolder(), 'run');
    const { child, transport } = exposedWorker();
    const { deaths } = await runInWorker({
      folder,
      document,
      start: () => transport,
      onEvent: (event) => {
        if (event.type === 'epoch') child.kill(signal);
      },
    });
    expect(deaths).toEqual([`killed by ${signal}`]);
    expect((await RunFolder.open(folder)).record.state).toBe('interrupted');
    const { events } = await runInWorker({ folder });
    expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'completed', epochs: 3 });
  },
);

test('how a process ended is told with its likely cause', () => {
  const rest = 'Nothing up to the last checkpoint is lost: resume the run to go on.';
  expect(interruptedSentence('killed by SIGABRT')).toBe(
    `The training process ended without warning (killed by SIGABRT: what computes has crashed, in onnxruntime or in the driver of a graphics card). ${rest}`,
  );
  expect(interruptedSentence('killed by SIGKILL')).toBe(
    `The training process ended without warning (killed by SIGKILL: it was ended from outside, as systems do when memory runs out). ${rest}`,
  );
  expect(interruptedSentence('exit code 1')).toBe(
    `The training process ended without warning (exit code 1). ${rest}`,
  );
});

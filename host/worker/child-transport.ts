/** The worker as a child process of Node. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../contract.ts';
import { packageRoot } from '../package-root.ts';
import type { WorkerTransport } from './transport.ts';

/** Where the build puts the worker. */
export function workerFile(): string {
  return join(packageRoot(), 'dist', 'worker.mjs');
}

/** `quiet` leaves out what libraries write to standard error, where failing is to be expected. */
export function startChildWorker(file = workerFile(), { quiet = false } = {}): WorkerTransport {
  if (!existsSync(file)) {
    throw new HostError({
      code: 'not-built',
      message: `The training program ${file} is missing. Run "npm ci" in Layerloom's folder, which builds it.`,
    });
  }
  // Its standard output is not ours: with --json nothing but results may appear there.
  const child = fork(file, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'inherit', 'ipc'],
  });
  return {
    send: (message) => {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false;
      const tell = (how: string) => {
        if (told) return;
        told = true;
        listener(how);
      };
      child.once('exit', (code, signal) => tell(signal ? `killed by ${signal}` : `exit code ${code}`));
      child.once('error', (error) => tell(error.message));
    },
    kill: () => child.kill('SIGKILL'),
  };
}

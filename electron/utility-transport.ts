/** The worker as a utility process: a native fault in it ends neither the window nor the main process. */
import { utilityProcess } from 'electron';
import { workerFile } from '../host/worker/child-transport.ts';
import type { WorkerTransport } from '../host/worker/transport.ts';

export function startUtilityWorker(): WorkerTransport {
  const child = utilityProcess.fork(workerFile(), [], {
    serviceName: 'Layerloom training',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener(`exit code ${code}`));
    },
    kill: () => {
      // Ends it at once, as SIGKILL does; `kill` of Electron asks politely.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}

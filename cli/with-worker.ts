/** Runs something with a worker process beside it, and ends that process whatever happens. */
import type { RunEvent } from '../core/train/events.ts';
import { WorkerClient } from '../host/service/worker-client.ts';
import { startChildWorker } from '../host/worker/child-transport.ts';

export interface RunListeners {
  readonly onEvent: (event: RunEvent) => void;
  readonly onDeath: (how: string) => void;
}

const NOBODY: RunListeners = { onEvent: () => undefined, onDeath: () => undefined };

export async function withWorker<T>(
  work: (worker: WorkerClient) => Promise<T>,
  { onEvent, onDeath }: RunListeners = NOBODY,
): Promise<T> {
  const worker = new WorkerClient(startChildWorker, {
    onEvent: (_folder, event) => onEvent(event),
    onDeath,
  });
  try {
    return await work(worker);
  } finally {
    worker.close();
  }
}

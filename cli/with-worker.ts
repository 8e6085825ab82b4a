/** Asks a worker process for something, and ends that process whatever happens. */
import { WorkerClient } from '../host/service/worker-client.ts';
import { startChildWorker } from '../host/worker/child-transport.ts';

export async function withWorker<T>(work: (worker: WorkerClient) => Promise<T>): Promise<T> {
  const worker = new WorkerClient(startChildWorker, { onEvent: () => undefined, onDeath: () => undefined });
  try {
    return await work(worker);
  } finally {
    worker.close();
  }
}

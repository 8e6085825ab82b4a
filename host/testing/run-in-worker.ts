/** Trains in a real worker process until the run's last event, as the host does. */
import { onTestFinished } from 'vitest';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { WorkerClient } from '../service/worker-client.ts';
import { startChildWorker } from '../worker/child-transport.ts';
import type { WorkerTransport } from '../worker/transport.ts';

export interface RunInWorker {
  readonly events: readonly RunEvent[];
  /** How the process ended, if it did before the run. */
  readonly deaths: readonly string[];
}

export interface RunOptions {
  readonly folder: string;
  /** Without it, the run in the folder is resumed. */
  readonly document?: NetworkDocument;
  readonly engine?: string;
  readonly onEvent?: (event: RunEvent, worker: WorkerClient) => void;
  readonly start?: () => WorkerTransport;
}

export async function runInWorker({
  folder,
  document,
  engine,
  onEvent = () => undefined,
  start = () => startChildWorker(),
}: RunOptions): Promise<RunInWorker> {
  const events: RunEvent[] = [];
  const deaths: string[] = [];
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const worker: WorkerClient = new WorkerClient(start, {
    onEvent: (_, event) => {
      events.push(event);
      onEvent(event, worker);
      if (event.type === 'finished' || event.type === 'failed') end();
    },
    onDeath: (how) => {
      deaths.push(how);
      end();
    },
  });
  onTestFinished(() => worker.close());
  if (document) {
    await worker.request('train', {
      folder,
      id: 'run',
      document,
      baseFolder: folder,
      ...(engine && { engine }),
    });
  } else await worker.request('resume', { folder });
  await ended;
  return { events, deaths };
}

/** A worker process that trains one run at a time, which can be stopped at any moment: while it is prepared, too. */
import type { RunEvent } from '../../core/train/events.ts';
import type { StartStep } from '../contract.ts';
import { interruptedSentence } from '../runs/run-folder.ts';
import { endAsStopped, stoppedBeforeStep } from '../runs/stopped-start.ts';
import type { Payload } from '../worker/messages.ts';
import type { StartWorker } from '../worker/transport.ts';
import { WorkerClient } from './worker-client.ts';

/**
 * A process that computes without a pause, as while a step is compiled, hears nothing. Before the first step there
 * is nothing to lose with it, so it is ended after this long.
 */
const HEARS_WITHIN_MS = 700;

export interface TrainingListeners {
  /** What is done before the run is there. */
  readonly onStarting: (step: StartStep) => void;
  /** The last one is `finished` or `failed`. */
  readonly onEvent: (event: RunEvent) => void;
}

interface Current {
  readonly folder: string;
  /** It is there, and tells events. */
  begun: boolean;
  /** It has done a step since it began. */
  stepped: boolean;
  stopped: boolean;
  /** Its process has ended before it began. */
  died: boolean;
  deadline?: NodeJS.Timeout;
}

export class TrainingWorker {
  private readonly worker: WorkerClient;
  private current: Current | undefined;

  constructor(
    startWorker: StartWorker,
    private readonly listeners: TrainingListeners,
  ) {
    this.worker = new WorkerClient(startWorker, {
      onEvent: (_folder, event) => this.pass(event),
      onDeath: (how) => void this.died(how),
      onReading: ({ done, total }) => this.listeners.onStarting({ work: 'reading', done, total }),
      onStarting: (step) => this.listeners.onStarting(step),
    });
  }

  /** Resolves when the run is there. Rejects with `RUN_STOPPED` where it was stopped before. */
  train(payload: Payload<'train'>): Promise<void> {
    return this.begin(payload.folder, Date.now(), () => this.worker.request('train', payload));
  }

  /** As `train`. */
  resume(payload: Payload<'resume'>): Promise<void> {
    return this.begin(payload.folder, 0, () => this.worker.request('resume', payload));
  }

  /** After its first step a run ends with a checkpoint, before it at once. */
  stop(): void {
    const run = this.current;
    if (!run || run.stopped) return;
    run.stopped = true;
    this.worker.request('stop', { folder: run.folder }).catch(() => undefined);
    run.deadline = setTimeout(() => {
      if (this.current === run && !run.stepped) this.worker.crash();
    }, HEARS_WITHIN_MS);
  }

  /** Whether the run in it has a step to lose. */
  get hasStepped(): boolean {
    return this.current?.stepped ?? false;
  }

  /** Ends the process for good. A run in it keeps its last checkpoint. */
  close(): void {
    this.forget();
    this.worker.close();
  }

  private async begin(folder: string, since: number, ask: () => Promise<unknown>): Promise<void> {
    const run: Current = { folder, begun: false, stepped: false, stopped: false, died: false };
    this.current = run;
    try {
      await ask();
      run.begun = true;
    } catch (error) {
      this.forget();
      if (!run.stopped) throw error;
      if (run.died) await endAsStopped(folder, since);
      throw stoppedBeforeStep();
    }
  }

  private pass(event: RunEvent): void {
    const run = this.current;
    if (!run) return;
    if (event.type === 'progress' || event.type === 'epoch') run.stepped = true;
    if (event.type === 'finished' || event.type === 'failed') this.forget();
    this.listeners.onEvent(event);
  }

  private async died(how: string): Promise<void> {
    const run = this.current;
    if (!run) return;
    run.died = true;
    // Who asked for it is told why it does not begin.
    if (!run.begun) return;
    this.forget();
    const stopped =
      run.stopped && !run.stepped ? await endAsStopped(run.folder).catch(() => undefined) : undefined;
    this.listeners.onEvent(stopped ?? { type: 'failed', message: interruptedSentence(how) });
  }

  private forget(): void {
    clearTimeout(this.current?.deadline);
    this.current = undefined;
  }
}

/** Starts, stops and resumes runs, one at a time, and sees to it that each ends with a word to the user. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { HostError, type HostEvent } from '../contract.ts';
import { interruptedSentence } from '../runs/run-folder.ts';
import type { StartWorker } from '../worker/transport.ts';
import type { RunLibrary } from './run-library.ts';
import { WorkerClient } from './worker-client.ts';

/** A run that is asked to stop has this long for its last step and checkpoint. */
const CLOSE_TIMEOUT_MS = 10_000;

export class TrainingDesk {
  private readonly worker: WorkerClient;
  /** The run in training, or being started. */
  private active: string | undefined;
  private whenIdle: (() => void) | undefined;

  constructor(
    private readonly library: RunLibrary,
    startWorker: StartWorker,
    private readonly tell: (event: HostEvent) => void,
  ) {
    this.worker = new WorkerClient(startWorker, {
      onEvent: (_folder, event) => this.pass(event),
      onDeath: (how) => this.pass({ type: 'failed', message: interruptedSentence(how) }),
      onReading: (reading) => this.tell({ type: 'reading', ...reading }),
    });
  }

  /** Answers with the new run's id when it has started. */
  async start(document: NetworkDocument, baseFolder: string, engine: string): Promise<string> {
    this.requireIdle();
    this.active = document.name;
    try {
      const id = await this.library.newId(document.name);
      this.active = id;
      await this.worker.request('train', { folder: this.library.path(id), id, document, baseFolder, engine });
      this.tell({ type: 'runs-changed' });
      return id;
    } catch (error) {
      this.active = undefined;
      throw error;
    }
  }

  async resume(id: string): Promise<void> {
    this.requireIdle();
    this.active = id;
    try {
      await this.worker.request('resume', { folder: this.library.path(id) });
      this.tell({ type: 'runs-changed' });
    } catch (error) {
      this.active = undefined;
      throw error;
    }
  }

  async stop(id: string): Promise<void> {
    if (this.active === id) await this.worker.request('stop', { folder: this.library.path(id) });
  }

  async close(): Promise<void> {
    const { active } = this;
    if (active !== undefined) {
      const idle = new Promise<void>((resolve) => {
        this.whenIdle = resolve;
      });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
      });
      await Promise.race([this.stop(active).then(() => idle), late]).catch(() => undefined);
      clearTimeout(timer);
    }
    this.worker.close();
  }

  private requireIdle(): void {
    if (this.active === undefined) return;
    throw new HostError({
      code: 'already-training',
      message: `The run "${this.active}" is still training, and only one can train at a time. Stop it, or wait until it is done.`,
    });
  }

  private pass(event: RunEvent): void {
    const run = this.active;
    if (run === undefined) return;
    const over = event.type === 'finished' || event.type === 'failed';
    if (over) this.active = undefined;
    this.tell({ type: 'run', run, event });
    if (!over) return;
    this.tell({ type: 'runs-changed' });
    this.whenIdle?.();
  }
}

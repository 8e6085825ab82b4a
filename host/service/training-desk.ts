/** Starts, stops and resumes runs, one at a time, and sees to it that each ends with a word to the user. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { HostError, type HostEvent, type StartStep } from '../contract.ts';
import { CPU } from '../engine/catalogue.ts';
import { stoppedBeforeStep } from '../runs/stopped-start.ts';
import { stoppable } from '../stoppable.ts';
import type { StartWorker } from '../worker/transport.ts';
import type { EngineDesk } from './engine-desk.ts';
import type { RunLibrary } from './run-library.ts';
import { TrainingWorker } from './training-worker.ts';

/** A run that is asked to stop has this long for its last step and checkpoint. */
const CLOSE_TIMEOUT_MS = 10_000;

interface Active {
  /** Of the run; the network's name until that is known. */
  id: string;
  readonly network: string;
  readonly stop: AbortController;
  /** What is done before the run is there. */
  step: StartStep | undefined;
}

export class TrainingDesk {
  private readonly worker: TrainingWorker;
  /** The run in training, or being started. */
  private active: Active | undefined;
  private whenIdle: (() => void) | undefined;

  constructor(
    private readonly library: RunLibrary,
    startWorker: StartWorker,
    private readonly engines: Pick<EngineDesk, 'require'>,
    private readonly tell: (event: HostEvent) => void,
  ) {
    this.worker = new TrainingWorker(startWorker, {
      onStarting: (step) => this.tellStep(step),
      onEvent: (event) => this.pass(event),
    });
  }

  /** Answers with the new run's id when it has started. */
  start(document: NetworkDocument, baseFolder: string, engine: string): Promise<string> {
    const { name } = document;
    return this.begin({ id: name, network: name }, async (active) => {
      active.id = await this.library.newId(name);
      this.tellStep({ work: engine === CPU ? 'reading' : 'engine' });
      await stoppable(this.engines.require(engine), active.stop.signal);
      const { id } = active;
      const run = { folder: this.library.path(id), id, document, baseFolder, engine };
      await this.worker.train(run).catch(async (error) => {
        // What an ended process left of a run that is none yet.
        if (active.stop.signal.aborted) await this.library.discardUnfinished(id);
        throw error;
      });
    });
  }

  async resume(id: string): Promise<void> {
    const folder = this.library.path(id);
    const { record } = await this.library.open(id);
    await this.begin({ id, network: record.network }, async (active) => {
      this.tellStep({ work: 'reading' });
      active.stop.signal.throwIfAborted();
      await this.worker.resume({ folder });
    });
  }

  /** Without an id, whichever run there is. */
  stop(id = this.active?.id): void {
    const { active } = this;
    if (active === undefined || active.id !== id) return;
    active.stop.abort(stoppedBeforeStep());
    this.worker.stop();
  }

  /** What a window that was just opened has missed. */
  starting(): HostEvent | undefined {
    const { active } = this;
    return active?.step && { type: 'starting', run: active.id, network: active.network, step: active.step };
  }

  async close(): Promise<void> {
    if (this.active !== undefined) {
      const idle = new Promise<void>((resolve) => {
        this.whenIdle = resolve;
      });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
      });
      this.stop();
      await Promise.race([idle, late]);
      clearTimeout(timer);
    }
    this.worker.close();
  }

  private async begin(
    run: Pick<Active, 'id' | 'network'>,
    work: (active: Active) => Promise<void>,
  ): Promise<string> {
    this.requireIdle();
    const active: Active = { ...run, stop: new AbortController(), step: undefined };
    this.active = active;
    try {
      await work(active);
    } catch (error) {
      this.active = undefined;
      this.tell({ type: 'starting', run: active.id, network: active.network });
      this.tell({ type: 'runs-changed' });
      this.whenIdle?.();
      throw error;
    }
    active.step = undefined;
    this.tell({ type: 'starting', run: active.id, network: active.network });
    this.tell({ type: 'runs-changed' });
    return active.id;
  }

  private tellStep(step: StartStep): void {
    if (!this.active) return;
    this.active.step = step;
    const told = this.starting();
    if (told) this.tell(told);
  }

  private requireIdle(): void {
    if (this.active === undefined) return;
    throw new HostError({
      code: 'already-training',
      message: `The run "${this.active.id}" is still training, and only one can train at a time. Stop it, or wait until it is done.`,
    });
  }

  private pass(event: RunEvent): void {
    const run = this.active?.id;
    if (run === undefined) return;
    const over = event.type === 'finished' || event.type === 'failed';
    if (over) this.active = undefined;
    this.tell({ type: 'run', run, event });
    if (!over) return;
    this.tell({ type: 'runs-changed' });
    this.whenIdle?.();
  }
}

/** A run that trains in this process: its events go to disk first, then to whoever listens. */
import type { Engine, TensorData } from '../../core/engine/engine.ts';
import type { Model } from '../../core/model/model.ts';
import type { Checkpoint } from '../../core/train/checkpoint.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { trainRun } from '../../core/train/run-training.ts';
import type { TrainingData } from '../../core/train/training-data.ts';
import type { HostFault } from '../contract.ts';
import { describeFault } from '../describe-fault.ts';
import { CPU } from '../engine/catalogue.ts';
import type { RunFolder } from '../runs/run-folder.ts';
import type { RunRecord } from '../runs/run-record.ts';

export interface ActiveRunOptions {
  readonly run: RunFolder;
  readonly model: Model;
  readonly data: TrainingData;
  readonly engine: Engine;
  readonly weights: Readonly<Record<string, TensorData>>;
  readonly resume: Checkpoint | undefined;
  /** Sentences for the user that come up while it trains; they are taken from here. */
  readonly notices: string[];
  /** Gives the run's lock back. */
  readonly unlock: () => Promise<void>;
  readonly tell: (event: RunEvent) => void;
}

export class ActiveRun {
  private readonly signal = { aborted: false };
  readonly done: Promise<void>;

  constructor(private readonly options: ActiveRunOptions) {
    this.done = this.train();
  }

  stop(): void {
    this.signal.aborted = true;
  }

  /** Never rejects: what goes wrong is the run's last event. */
  private async train(): Promise<void> {
    const { run, model, data, engine, weights, resume, unlock, tell } = this.options;
    // The last event is told when the folder is in order and free for others.
    let last: RunEvent = { type: 'failed', message: 'The training ended without a result.' };
    try {
      const events = trainRun({
        model,
        data,
        engine,
        weights,
        resume,
        settings: run.record.settings,
        save: (checkpoint) => this.save(checkpoint),
        signal: this.signal,
        clock: { now: () => performance.now() },
      });
      for await (const event of events) {
        await this.tellNotices();
        if (event.type === 'finished' || event.type === 'failed') last = event;
        else await this.keepAndTell(event);
      }
    } catch (error) {
      last = { type: 'failed', message: failureSentence(describeFault(error)) };
    }
    await this.end(last);
    await unlock();
    tell(last);
  }

  private async tellNotices(): Promise<void> {
    const { notices, run } = this.options;
    // What is told is that the processor has taken over.
    if (notices.length > 0) await run.update({ engine: CPU });
    for (const message of notices.splice(0)) await this.keepAndTell({ type: 'notice', message });
  }

  private async keepAndTell(event: RunEvent): Promise<void> {
    await this.options.run.appendEvent(event);
    this.options.tell(event);
  }

  private async save(checkpoint: Checkpoint): Promise<void> {
    const { run } = this.options;
    await run.checkpoints.save(checkpoint);
    const { epoch, metrics, best } = checkpoint.position;
    if (epoch !== run.record.epochsDone) await run.update({ epochsDone: epoch, metrics, best });
  }

  /** A full disk may refuse these too. The event still reaches the host, and the missing lock tells the rest. */
  private async end(event: RunEvent): Promise<void> {
    const { run } = this.options;
    await run.appendEvent(event).catch(() => undefined);
    await run.update(finalState(event)).catch(() => undefined);
  }
}

function finalState(event: RunEvent): Partial<RunRecord> {
  if (event.type === 'failed') return { state: 'failed', message: event.message };
  if (event.type !== 'finished') return {};
  const { reason, epochs, metrics, samplesPerSecond } = event;
  // A run with nothing left to train has measured nothing.
  return { state: reason, epochsDone: epochs, metrics, ...(samplesPerSecond > 0 && { samplesPerSecond }) };
}

function failureSentence({ code, message }: HostFault): string {
  return code === 'disk-full' ? `${message} Resuming the run goes on from its last checkpoint.` : message;
}

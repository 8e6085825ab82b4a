/** A worker process as a set of functions. Started when first needed, and again after it ended. */
import type { RunEvent } from '../../core/train/events.ts';
import { HostError, type StartStep } from '../contract.ts';
import {
  COMMANDS,
  type Command,
  type CommandResult,
  type Payload,
  type Reading,
  WorkerMessage,
} from '../worker/messages.ts';
import type { StartWorker, WorkerTransport } from '../worker/transport.ts';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface WorkerListeners {
  readonly onEvent: (folder: string, event: RunEvent) => void;
  /** The process ended without being asked to. */
  readonly onDeath: (how: string) => void;
  /** Data is being read, which takes a while. */
  readonly onReading?: (reading: Reading) => void;
  /** A run is being prepared. */
  readonly onStarting?: (step: StartStep) => void;
}

export class WorkerClient {
  private transport: WorkerTransport | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private closing = false;

  constructor(
    private readonly start: StartWorker,
    private readonly listeners: WorkerListeners,
  ) {}

  async request<C extends Command>(command: C, payload: Payload<C>): Promise<CommandResult<C>> {
    const transport = this.connected();
    const id = this.nextId++;
    const result = await new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      transport.send({ id, command, payload });
    });
    return COMMANDS[command].result.parse(result) as CommandResult<C>;
  }

  /** Ends the process for good. A run in it keeps its last checkpoint. */
  close(): void {
    this.closing = true;
    this.transport?.kill();
  }

  /** Ends the process as a fault in it would; the next request starts another. */
  crash(): void {
    this.transport?.kill();
  }

  private connected(): WorkerTransport {
    if (this.transport) return this.transport;
    const transport = this.start();
    this.transport = transport;
    transport.onMessage((message) => {
      const known = WorkerMessage.safeParse(message);
      if (known.success) this.receive(known.data);
      // A process that speaks nonsense cannot be trusted with the rest of the run.
      else transport.kill();
    });
    transport.onExit((how) => this.ended(transport, how));
    return transport;
  }

  private receive(message: WorkerMessage): void {
    if (message.type === 'event') {
      this.listeners.onEvent(message.folder, message.event);
      return;
    }
    if (message.type === 'reading') {
      const { source, done, total } = message;
      this.listeners.onReading?.({ source, done, total });
      return;
    }
    if (message.type === 'starting') {
      this.listeners.onStarting?.(message.step);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.type === 'result') waiting?.resolve(message.result);
    else waiting?.reject(new HostError(message.fault));
  }

  private ended(transport: WorkerTransport, how: string): void {
    if (this.transport !== transport) return;
    this.transport = undefined;
    const fault = {
      code: 'worker-ended',
      message: `The process that computes ended without warning (${how}). It may have run out of memory. Try again; a run can be resumed from its last checkpoint.`,
    };
    for (const { reject } of this.waiting.values()) reject(new HostError(fault));
    this.waiting.clear();
    if (!this.closing) this.listeners.onDeath(how);
  }
}

/** Answers the host's requests inside the worker: parses, runs, and turns every fault into a sentence. */
import { describeFault } from '../describe-fault.ts';
import {
  COMMANDS,
  type Command,
  type CommandResult,
  type Payload,
  type WorkerMessage,
  WorkerRequest,
} from './messages.ts';
import type { WorkerPort } from './transport.ts';

export type Handlers = { readonly [C in Command]: (payload: Payload<C>) => Promise<CommandResult<C>> };

/** Serves `handlers` on `port` until the host is gone. */
export function serveCommands(port: WorkerPort, handlers: Handlers): void {
  const post = (message: WorkerMessage) => port.post(message);
  port.onMessage(async (message) => {
    const request = WorkerRequest.parse(message);
    try {
      const result = await answer(handlers, request);
      post({ type: 'result', id: request.id, result });
    } catch (error) {
      post({ type: 'fault', id: request.id, fault: describeFault(error) });
    }
  });
}

async function answer(handlers: Handlers, { command, payload }: WorkerRequest): Promise<unknown> {
  if (!isCommand(command)) throw new Error(`the worker does not know the command "${command}"`);
  return call(handlers, command, payload);
}

function call<C extends Command>(
  handlers: Handlers,
  command: C,
  payload: unknown,
): Promise<CommandResult<C>> {
  return handlers[command](COMMANDS[command].payload.parse(payload) as Payload<C>);
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(COMMANDS, name);
}

/** The worker's end of its connection: a child process of Node, or a utility process of the desktop shell. */
import { z } from 'zod';
import type { WorkerPort } from './transport.ts';

/** What a utility process has in `process.parentPort`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

const HasParentPort = z.object({
  parentPort: z.custom<ParentPort>((value) => typeof value === 'object' && value !== null),
});

export function connectToHost(): WorkerPort {
  const utility = HasParentPort.safeParse(process);
  if (utility.success) {
    const { parentPort } = utility.data;
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      onDisconnect: (listener) => parentPort.on('close', listener),
    };
  }
  if (!process.send) throw new Error('The worker is started by Layerloom itself, not by hand.');
  return {
    post: (message) => {
      if (process.connected) process.send?.(message, () => undefined);
    },
    onMessage: (listener) => process.on('message', listener),
    onDisconnect: (listener) => process.once('disconnect', listener),
  };
}

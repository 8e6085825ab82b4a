/** A worker process as the host sees it, whatever starts it: a child of Node, or a utility process of the desktop shell. */
export interface WorkerTransport {
  /** Plain JSON. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, however it ended: `killed by SIGKILL`, `exit code 1`. */
  onExit(listener: (how: string) => void): void;
  /** Ends it at once. */
  kill(): void;
}

export type StartWorker = () => WorkerTransport;

/** The same connection from inside the worker. */
export interface WorkerPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The host is gone; nobody will answer any more. */
  onDisconnect(listener: () => void): void;
}

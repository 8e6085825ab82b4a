/** A run store before a host of the test's own, and what such a host tells. */
import { emptyDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { HostError, type HostEvent, type RunSummary, type StartStep } from '../../host/contract.ts';
import type { ConnectedHostClient, Connection } from '../client/connected-host-client.ts';
import { createRunStore } from '../state/run-store.ts';

export const DOCUMENT = emptyDocument('Digits');

export const STARTED: Extract<RunEvent, { type: 'started' }> = {
  type: 'started',
  engine: 'cpu',
  parameters: 10,
  trainSamples: 80,
  validationSamples: 20,
  epochs: 4,
  stepsPerEpoch: 10,
  resumedFrom: 0,
};

export const progress = (epoch: number, step: number, loss: number): RunEvent => ({
  type: 'progress',
  epoch,
  step,
  metrics: { loss },
  samplesPerSecond: 1000,
  secondsLeft: 5,
});

/** Of an epoch whose training loss is half of this. */
export const epochEnd = (epoch: number, valLoss: number, best: boolean): RunEvent => ({
  type: 'epoch',
  epoch,
  metrics: { loss: valLoss / 2, valLoss },
  seconds: 1,
  samplesPerSecond: 1000,
  learningRate: 0.001,
  best,
});

export const summary = (id: string, state: RunSummary['state'], message?: string): RunSummary => ({
  id,
  network: 'Digits',
  dataset: 'builtin:digits',
  state,
  ...(message !== undefined && { message }),
  startedAt: '2026-01-01T00:00:00Z',
  epochsDone: 0,
  epochs: 4,
  metrics: {},
  engine: 'cpu',
  parameters: 10,
});

/** A host with runs in memory that tells what the test says. */
export function studio(
  runs: { summary: RunSummary; events: RunEvent[] }[] = [],
  schedule: (work: () => void) => void = (work) => work(),
) {
  const listeners = new Set<(event: HostEvent) => void>();
  const connections = new Set<(connection: Connection) => void>();
  const asked: string[] = [];
  const engines: (string | undefined)[] = [];
  let refusal: { readonly fault: HostError; readonly channel: string | undefined } | undefined;
  const hold: Record<string, Promise<void>> = {};
  const answers: Record<string, (request: never) => unknown> = {
    'runs.list': () => runs.map((run) => run.summary),
    'runs.open': ({ run }: { run: string }) => {
      const found = runs.find(({ summary: { id } }) => id === run);
      if (!found) throw new HostError({ code: 'no-run', message: `There is no run "${run}".` });
      return { summary: found.summary, document: DOCUMENT, events: [...found.events] };
    },
    'runs.start': ({ engine }: { engine?: string }) => {
      engines.push(engine);
      runs.unshift({ summary: summary('new', 'running'), events: [STARTED] });
      return { run: 'new' };
    },
    'runs.resume': ({ run }: { run: string }) => {
      const found = runs.find(({ summary: { id } }) => id === run);
      if (found) found.summary = summary(run, 'running');
      return {};
    },
  };
  const client: ConnectedHostClient = {
    async request(channel, request) {
      asked.push(channel);
      await hold[channel];
      if (refusal && (refusal.channel ?? channel) === channel) throw refusal.fault;
      return (answers[channel]?.(request as never) ?? {}) as never;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ownData: { kind: 'copies', send: async () => undefined },
    onConnection(listener) {
      connections.add(listener);
      return () => connections.delete(listener);
    },
    saveFile: async () => undefined,
  };
  const store = createRunStore(client, { schedule, engine: () => 'webgpu' });
  return {
    store,
    asked,
    engines,
    runs,
    tell: (run: string, event: RunEvent) => {
      for (const listener of listeners) listener({ type: 'run', run, event });
    },
    reconnect: () => {
      for (const listener of connections) listener('connected');
    },
    tellStart: (run: string, step: StartStep | undefined, network = 'Digits') => {
      const event: HostEvent = { type: 'starting', run, network, ...(step && { step }) };
      for (const listener of listeners) listener(event);
    },
    /** Refuses requests, or those of one channel alone. */
    refuse: (message: string | undefined, code = 'refused', channel?: string) => {
      refusal = message === undefined ? undefined : { fault: new HostError({ code, message }), channel };
    },
    /** Answers of this channel wait until the returned function is called. */
    holdBack: (channel: string): (() => void) => {
      let release: () => void = () => undefined;
      hold[channel] = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
}

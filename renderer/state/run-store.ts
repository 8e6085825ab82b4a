/**
 * The runs: the one that is shown, where it stands, and the list of all. Follows the host's events, so that a
 * reloaded page goes on where it was. Works without React.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import {
  HostError,
  type HostEvent,
  RUN_STOPPED,
  type RunSummary,
  type StartStep,
} from '../../host/contract.ts';
import type { ConnectedHostClient } from '../client/connected-host-client.ts';
import { emptyRecord, type RunRecord, recordEvent, recordEvents } from './run-record.ts';

const FRAME_MS = 32;

type TellRun = Extract<HostEvent, { type: 'run' }>;
type TellStart = Extract<HostEvent, { type: 'starting' }>;

/** A run is being prepared; a new one is not there yet. */
export interface Starting {
  readonly type: 'starting';
  /** Its id, once the host has told it. */
  readonly id?: string;
  readonly step?: StartStep;
  /** When this step was first heard of, in milliseconds. */
  readonly since?: number;
  readonly stopping?: true;
}

/** Where the shown run stands. */
export type RunPhase =
  | { readonly type: 'idle' }
  | Starting
  /** Stopped before its first step: there is no run. */
  | { readonly type: 'cancelled' }
  | { readonly type: 'training'; readonly run: string }
  | { readonly type: 'stopping'; readonly run: string }
  | { readonly type: 'finished'; readonly run: string; readonly reason: 'completed' | 'stopped' }
  /** Without a run it could not even start. */
  | { readonly type: 'failed'; readonly run: string | undefined; readonly message: string }
  | { readonly type: 'interrupted'; readonly run: string; readonly message: string };

export interface OpenedRun {
  readonly summary: RunSummary;
  readonly document: NetworkDocument;
  readonly record: RunRecord;
}

export interface RunState {
  readonly phase: RunPhase;
  /** Newest first; undefined until they are known. */
  readonly runs: readonly RunSummary[] | undefined;
  /** By run id: those that were shown or compared. */
  readonly opened: Readonly<Record<string, OpenedRun>>;
  /** Why the list or a run could not be read. */
  readonly fault: string | undefined;

  /** Reads the list and shows the run in progress, or else the newest of the open network. */
  load(): Promise<void>;
  /** Another network is open: its newest run is shown, unless one is in progress. */
  follow(network: string): Promise<void>;
  start(document: NetworkDocument): Promise<void>;
  stop(): Promise<void>;
  resume(run: string): Promise<void>;
  show(run: string): Promise<void>;
  /** Reads a run without showing it. */
  open(run: string): Promise<OpenedRun | undefined>;
  remove(run: string): Promise<void>;
}

export type RunStore = StoreApi<RunState>;

export function shownRun({ phase }: Pick<RunState, 'phase'>): string | undefined {
  return 'run' in phase ? phase.run : undefined;
}

/** Whether Stop was pressed, and the run has not ended yet. */
export function isStopping(phase: RunPhase): boolean {
  return phase.type === 'stopping' || (phase.type === 'starting' && phase.stopping === true);
}

export function isBusy({ type }: RunPhase): boolean {
  return type === 'starting' || type === 'training' || type === 'stopping';
}

export interface RunStoreOptions {
  /** Puts work off until the next time that the screen can show something. */
  readonly schedule?: (work: () => void) => void;
  /** What new runs are to be trained on. */
  readonly engine?: () => string;
  /** The run that was shown for this network before. */
  readonly bound?: string | undefined;
}

export function createRunStore(
  client: ConnectedHostClient,
  { schedule = (work) => setTimeout(work, FRAME_MS), engine, bound }: RunStoreOptions = {},
): RunStore {
  /** Events of a run that is being read: its answer may be older than they are. */
  const pending = new Map<string, RunEvent[]>();
  /** Told but not yet shown: a quick run tells hundreds of events a second, a screen shows sixty. */
  let queue: TellRun[] = [];

  /** The name of the open network. */
  let network: string | undefined;
  /** What the host is preparing, whoever asked for it. */
  let heard: TellStart | undefined;
  /** It was asked for here, and its answer is on the way. */
  let asking = false;

  const store = createStore<RunState>((set, get) => {
    const say = (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      return error instanceof HostError ? error.fault.message : message;
    };

    const readList = async () => {
      try {
        const runs = await client.request('runs.list', {});
        set({ runs, fault: undefined });
        return runs;
      } catch (error) {
        set({ fault: say(error) });
        return [];
      }
    };

    const open = async (run: string): Promise<OpenedRun | undefined> => {
      const early: RunEvent[] = [];
      pending.set(run, early);
      try {
        const { summary, document, events } = await client.request('runs.open', { run });
        const record = early.reduce(recordUnlessKnown(events), recordEvents(run, events));
        const opened = { summary, document, record };
        // All that was told so far is in the answer, or came while it was on its way.
        queue = queue.filter((told) => told.run !== run);
        set(({ opened: known }) => ({ opened: { ...known, [run]: opened }, fault: undefined }));
        return opened;
      } catch (error) {
        set({ fault: say(error) });
        return undefined;
      } finally {
        pending.delete(run);
      }
    };

    /** Asks for a run, and shows it when it is there. */
    const begin = async (id: string | undefined, ask: () => Promise<string>) => {
      if (isBusy(get().phase)) return;
      asking = true;
      set({ phase: { type: 'starting', ...(id !== undefined && { id }) } });
      try {
        const run = await ask();
        const stopping = isStopping(get().phase);
        await show(run);
        if (get().phase.type === 'starting') set({ phase: { type: 'training', run } });
        // It was there before the host heard of that.
        if (stopping) await get().stop();
        await readList();
      } catch (error) {
        const stopped = error instanceof HostError && error.fault.code === RUN_STOPPED;
        if (stopped && id !== undefined) await show(id);
        else if (stopped) set({ phase: { type: 'cancelled' } });
        else set({ phase: { type: 'failed', run: id, message: say(error) } });
      } finally {
        asking = false;
      }
    };

    const show = async (run: string) => {
      const opened = await open(run);
      if (opened) set({ phase: phaseOf(opened.summary, opened.record) });
    };

    return {
      phase: { type: 'idle' },
      runs: undefined,
      opened: {},
      fault: undefined,

      async load() {
        const runs = await readList();
        const own = runs.filter((run) => network === undefined || run.network === network);
        const running = own.find(({ state }) => state === 'running');
        const before = runs.find(({ id }) => id === bound);
        const shown = shownRun(get()) ?? before?.id ?? running?.id ?? own[0]?.id;
        const { phase } = get();
        // Why a run could not start stays on the screen until the next attempt.
        const busyOrRefused =
          phase.type === 'starting' ||
          phase.type === 'cancelled' ||
          (phase.type === 'failed' && phase.run === undefined);
        if (shown !== undefined && !busyOrRefused) await show(shown);
      },
      async follow(next) {
        network = next;
        const { phase, runs } = get();
        if (isBusy(phase) || !runs) return;
        const newest = runs.find((run) => run.network === next);
        if (heard?.network === next) set({ phase: startingPhase(phase, heard) });
        else if (newest) await show(newest.id);
        else set({ phase: { type: 'idle' } });
      },
      start: (document) =>
        begin(undefined, async () => {
          const answer = await client.request('runs.start', {
            document,
            ...(engine && { engine: engine() }),
          });
          return answer.run;
        }),
      async stop() {
        const { phase } = get();
        if (isStopping(phase) || (phase.type !== 'training' && phase.type !== 'starting')) return;
        const run = phase.type === 'training' ? phase.run : phase.id;
        set({
          phase:
            phase.type === 'training' ? { type: 'stopping', run: phase.run } : { ...phase, stopping: true },
        });
        try {
          await client.request('runs.stop', run === undefined ? {} : { run });
        } catch (error) {
          set({ phase, fault: say(error) });
        }
      },
      resume: (run) =>
        begin(run, async () => {
          await client.request('runs.resume', { run });
          return run;
        }),
      show,
      open,
      async remove(run) {
        try {
          await client.request('runs.remove', { run });
          const { [run]: _gone, ...opened } = get().opened;
          set({ opened, ...(shownRun(get()) === run && { phase: { type: 'idle' } }) });
          await get().load();
        } catch (error) {
          set({ fault: say(error) });
        }
      },
    };
  });

  const applyQueue = () => {
    const events = queue;
    queue = [];
    store.setState((state) => events.reduce<Pick<RunState, 'opened' | 'phase'>>(applyEvent, state));
  };
  const follow = (event: TellRun) => {
    pending.get(event.run)?.push(event.event);
    queue.push(event);
    if (queue.length === 1) schedule(applyQueue);
  };

  const followStart = async (told: TellStart) => {
    heard = told.step && told;
    const { phase } = store.getState();
    const own = phase.type === 'starting' && (phase.id ?? told.run) === told.run;
    if (told.step) {
      if (own || (!isBusy(phase) && told.network === network)) {
        store.setState({ phase: startingPhase(phase, told) });
      }
      return;
    }
    // Who asked for it gets an answer.
    if (!own || asking) return;
    store.setState({ phase: { type: 'idle' } });
    await store.getState().load();
    if (store.getState().runs?.some(({ id }) => id === told.run)) await store.getState().show(told.run);
  };

  client.subscribe((event: HostEvent) => {
    if (event.type === 'run') follow(event);
    else if (event.type === 'starting') void followStart(event);
    else if (event.type === 'runs-changed') void store.getState().load();
  });
  client.onConnection((connection) => {
    // Whatever was told in the meantime is read again.
    if (connection === 'connected') void store.getState().load();
  });
  return store;
}

function phaseOf(summary: RunSummary, record: RunRecord): RunPhase {
  const run = summary.id;
  if (record.failure !== undefined && summary.state !== 'interrupted') {
    return { type: 'failed', run, message: record.failure };
  }
  switch (summary.state) {
    case 'running':
      return record.finished
        ? { type: 'finished', run, reason: record.finished.reason }
        : { type: 'training', run };
    case 'completed':
    case 'stopped':
      return { type: 'finished', run, reason: summary.state };
    case 'failed':
      return { type: 'failed', run, message: summary.message ?? '' };
    case 'interrupted':
      return { type: 'interrupted', run, message: summary.message ?? '' };
  }
}

function startingPhase(phase: RunPhase, { run, step }: TellStart): Starting {
  const before = phase.type === 'starting' ? phase : undefined;
  const goesOn = before?.step?.work === step?.work && (before?.step?.done ?? 0) <= (step?.done ?? 0);
  return {
    type: 'starting',
    id: run,
    ...(step && { step }),
    since: (goesOn ? before?.since : undefined) ?? Date.now(),
    ...(before?.stopping && { stopping: true }),
  };
}

function applyEvent(
  { opened, phase }: Pick<RunState, 'opened' | 'phase'>,
  { run, event }: TellRun,
): Pick<RunState, 'opened' | 'phase'> {
  const known = opened[run];
  const record = recordEvent(known?.record ?? emptyRecord(run), event);
  return {
    opened: known ? { ...opened, [run]: { ...known, record } } : opened,
    phase: shownRun({ phase }) === run ? nextPhase(phase, run, event) : phase,
  };
}

function nextPhase(phase: RunPhase, run: string, event: RunEvent): RunPhase {
  switch (event.type) {
    case 'finished':
      return { type: 'finished', run, reason: event.reason };
    case 'failed':
      return { type: 'failed', run, message: event.message };
    default:
      return phase.type === 'stopping' ? phase : { type: 'training', run };
  }
}

/** Leaves out events that the answer already holds. */
function recordUnlessKnown(known: readonly RunEvent[]) {
  const told = new Set(known.map((event) => JSON.stringify(event)));
  return (record: RunRecord, event: RunEvent) =>
    told.has(JSON.stringify(event)) ? record : recordEvent(record, event);
}

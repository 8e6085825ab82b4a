/** What the browser's own trace says about the main thread of a page: its tasks, and the script in them. */
import type { Browser, Page } from '@playwright/test';

/** One task of the main thread, in milliseconds. */
export interface Task {
  readonly start: number;
  /** All of it: script, styles, layout, painting. */
  readonly length: number;
  /** As the clock on the wall has it: while another program computes, this goes on. */
  readonly script: number;
  /** What the thread itself computed meanwhile: of no concern to other programs. */
  readonly ownScript: number;
  /** It answers a key. */
  readonly key: boolean;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** In microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of the thread alone. */
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly data?: { readonly type?: string } };
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];

/** Events whose time is the page's own script, with the layout that the script asks for. */
const SCRIPT = new Set([
  'EventDispatch',
  'FunctionCall',
  'v8.callFunction',
  'EvaluateScript',
  'TimerFire',
  'FireAnimationFrame',
  'FireIdleCallback',
  'RunMicrotasks',
  'MajorGC',
  'MinorGC',
  'V8.GC_MC_BACKGROUND_SWEEPING',
]);

/** Events of a key that writes a sign. */
const KEYS = new Set(['keydown', 'keypress', 'beforeinput', 'textInput', 'input', 'keyup']);

/** Does something while the browser writes down what its main thread is busy with. */
export async function traced(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<readonly Task[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return tasksOf(trace.traceEvents);
}

function tasksOf(events: readonly TraceEvent[]): readonly Task[] {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const perThread = threads.map(({ pid, tid }) => {
    const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X');
    const script = outermost(own.filter(({ name }) => SCRIPT.has(name)));
    return outermost(own.filter(({ name }) => name === 'RunTask')).map((task): Task => {
      const inside = script.filter(({ ts }) => ts >= task.ts && ts < endOf(task));
      return {
        start: task.ts / 1000,
        length: (task.dur ?? 0) / 1000,
        script: inside.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000,
        key: inside.some(({ args }) => KEYS.has(args.data?.type ?? '')),
        ownScript: inside.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000,
      };
    });
  });
  // The page itself is the busiest; others belong to the browser.
  const busy = (tasks: readonly Task[]) => tasks.reduce((sum, { length }) => sum + length, 0);
  return perThread.sort((one, other) => busy(other) - busy(one))[0] ?? [];
}

const endOf = ({ ts, dur = 0 }: TraceEvent) => ts + dur;

/** Leaves out what lies within another. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const kept: TraceEvent[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const event of [...events].sort((one, other) => one.ts - other.ts || endOf(other) - endOf(one))) {
    if (event.ts < end) continue;
    kept.push(event);
    end = endOf(event);
  }
  return kept;
}

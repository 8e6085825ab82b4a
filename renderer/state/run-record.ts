/** What is known about one run, built from its events one by one. */
import type { Metrics, RunEvent } from '../../core/train/events.ts';
import { type Curve, EMPTY_CURVE, extendCurve } from './run-curve.ts';

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

export interface RunRecord {
  readonly id: string;
  readonly started: EventOf<'started'> | undefined;
  /** The latest figures of the epoch in progress. */
  readonly progress: EventOf<'progress'> | undefined;
  readonly epochs: readonly EventOf<'epoch'>[];
  readonly finished: EventOf<'finished'> | undefined;
  readonly failure: string | undefined;
  /** What the run said beside its figures, such as that another engine computes now. */
  readonly notice: string | undefined;
  readonly curve: Curve;
}

export function emptyRecord(id: string): RunRecord {
  return {
    id,
    started: undefined,
    progress: undefined,
    epochs: [],
    finished: undefined,
    failure: undefined,
    notice: undefined,
    curve: EMPTY_CURVE,
  };
}

export function recordEvents(id: string, events: readonly RunEvent[]): RunRecord {
  return events.reduce(recordEvent, emptyRecord(id));
}

export function recordEvent(record: RunRecord, event: RunEvent): RunRecord {
  switch (event.type) {
    case 'started':
      return resumeAt(
        { ...record, started: event, finished: undefined, failure: undefined, notice: undefined },
        event.resumedFrom,
      );
    case 'progress': {
      const steps = record.started?.stepsPerEpoch ?? event.step;
      const point = {
        x: event.epoch - 1 + event.step / Math.max(1, steps),
        epoch: false,
        metrics: withRate(event),
      };
      return { ...record, progress: event, curve: extendCurve(record.curve, point) };
    }
    case 'epoch':
      return {
        ...record,
        progress: undefined,
        epochs: [...record.epochs.filter(({ epoch }) => epoch < event.epoch), event],
        curve: extendCurve(record.curve, { x: event.epoch, epoch: true, metrics: withRate(event) }),
      };
    case 'finished':
      return { ...record, progress: undefined, finished: event };
    case 'notice':
      return { ...record, notice: event.message };
    case 'failed':
      return { ...record, progress: undefined, failure: event.message };
  }
}

/** Name of the learning rate among the figures of a curve. */
export const LEARNING_RATE = 'learningRate';

function withRate({ metrics, learningRate }: EventOf<'progress'> | EventOf<'epoch'>): Metrics {
  return learningRate === undefined ? metrics : { ...metrics, [LEARNING_RATE]: learningRate };
}

/** A resumed run tells again what came after its checkpoint. */
function resumeAt(record: RunRecord, epoch: number): RunRecord {
  return {
    ...record,
    progress: undefined,
    epochs: record.epochs.filter((done) => done.epoch <= epoch),
    curve: record.curve.filter(({ x }) => x <= epoch),
  };
}

/** The epoch whose weights the run keeps as its best. */
export function bestEpoch({ epochs }: RunRecord): EventOf<'epoch'> | undefined {
  return epochs.filter(({ best }) => best).at(-1);
}

/** Whether the loss is lower than after the first epoch; undefined until there is another one. */
export function hasLearned({ epochs }: RunRecord): boolean | undefined {
  const [first, last] = [epochs[0]?.metrics.loss, epochs.at(-1)?.metrics.loss];
  return epochs.length < 2 || first === undefined || last === undefined ? undefined : last < first;
}

/** The newest figures: of the step in progress, over those of the last whole epoch. */
export function latestMetrics({ epochs, progress }: RunRecord): Metrics {
  return { ...epochs.at(-1)?.metrics, ...progress?.metrics };
}

/** Share of the whole run that is done, from 0 to 1. */
export function doneShare({ started, progress, epochs, finished }: RunRecord): number {
  if (finished?.reason === 'completed') return 1;
  if (!started) return 0;
  const inEpoch = progress ? progress.epoch - 1 + progress.step / Math.max(1, started.stepsPerEpoch) : 0;
  return Math.min(1, Math.max(inEpoch, epochs.at(-1)?.epoch ?? 0) / Math.max(1, started.epochs));
}

/** From a run's record to the lines of its charts. */
import type { Curve } from '../state/run-curve.ts';
import { LEARNING_RATE, type RunRecord } from '../state/run-record.ts';

/** One chart: a figure on the training samples and the same one on the validation samples. */
export interface ChartMetric {
  readonly train: string;
  readonly validation: string;
  /** The Output that it is about, where there are several. */
  readonly output: string | undefined;
  readonly kind: 'loss' | 'accuracy' | 'rate';
}

export interface Line {
  readonly x: number[];
  readonly y: number[];
}

export interface ChartLines {
  /** Between the ends of epochs: the mean of each stretch, not of the epoch so far. */
  readonly steps: Line;
  readonly train: Line;
  readonly validation: Line;
}

const EMPTY: Line = { x: [], y: [] };

const DEFAULT_METRICS: readonly ChartMetric[] = [
  { train: 'loss', validation: 'valLoss', output: undefined, kind: 'loss' },
];

/** The charts of a run, by the names of its figures: the whole loss first, then accuracies. */
export function chartMetrics({ epochs, progress }: RunRecord): readonly ChartMetric[] {
  const names = Object.keys({ ...epochs.at(-1)?.metrics, ...progress?.metrics });
  const metrics = names.flatMap((name): ChartMetric[] => {
    const slash = name.lastIndexOf('/');
    const prefix = name.slice(0, slash + 1);
    const figure = name.slice(slash + 1);
    if (figure !== 'loss' && figure !== 'accuracy') return [];
    const validation = `${prefix}val${figure.charAt(0).toUpperCase()}${figure.slice(1)}`;
    return [{ train: name, validation, output: prefix.slice(0, -1) || undefined, kind: figure }];
  });
  const order = ({ output, kind }: ChartMetric) =>
    (output === undefined ? 0 : 1) + (kind === 'loss' && output !== undefined ? 1 : 0);
  return metrics.length > 0 ? metrics.sort((a, b) => order(a) - order(b)) : DEFAULT_METRICS;
}

/** The learning rate is worth a chart where it changes. */
export function rateMetrics({ curve }: RunRecord): readonly ChartMetric[] {
  const rates = new Set(curve.flatMap(({ metrics }) => metrics[LEARNING_RATE] ?? []));
  return rates.size > 1
    ? [{ train: LEARNING_RATE, validation: LEARNING_RATE, output: undefined, kind: 'rate' }]
    : [];
}

export function chartLines(record: RunRecord, { train, validation, kind }: ChartMetric): ChartLines {
  if (kind === 'rate') {
    const points = record.curve.flatMap(({ x, metrics }) => {
      const y = metrics[train];
      return y === undefined ? [] : [{ x, y }];
    });
    const line = { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
    return { steps: EMPTY, train: line, validation: EMPTY };
  }
  return {
    steps: stretches(record.curve, train),
    train: epochLine(record.curve, train),
    validation: epochLine(record.curve, validation),
  };
}

function epochLine(curve: Curve, metric: string): Line {
  const points = curve.flatMap(({ x, epoch, metrics }) => {
    const value = metrics[metric];
    return epoch && value !== undefined ? [{ x, y: value }] : [];
  });
  return { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
}

/**
 * What arrives is the mean over the epoch so far, which falls in steps from epoch to epoch. The means of the
 * stretches between two points follow from it.
 */
function stretches(curve: Curve, metric: string): Line {
  const line: Line = { x: [], y: [] };
  let share = 0;
  let sum = 0;
  let epoch = 0;
  for (const { x, metrics } of curve) {
    const value = metrics[metric];
    if (value === undefined) continue;
    const at = Math.ceil(x - 1e-9);
    if (at !== epoch) {
      epoch = at;
      share = 0;
      sum = 0;
    }
    const nextShare = x - (epoch - 1);
    const nextSum = value * nextShare;
    if (nextShare - share > 1e-9) {
      line.x.push(x);
      line.y.push((nextSum - sum) / (nextShare - share));
    }
    share = nextShare;
    sum = nextSum;
  }
  return line;
}

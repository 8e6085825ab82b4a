/** The numbers of a run in a row, in places that do not move while they change. */
import { enTraining as t } from '../i18n/en-training.ts';
import { LEARNING_RATE, latestMetrics, type RunRecord } from '../state/run-record.ts';
import { type ChartMetric, chartMetrics, rateMetrics } from './chart-series.ts';
import { formatDuration, formatElapsed, formatMetric, formatRate } from './figures.ts';
import styles from './RunFigures.module.css';

export function RunFigures({ record, live }: { readonly record: RunRecord; readonly live: boolean }) {
  const { started, progress, epochs, finished } = record;
  const metrics = latestMetrics(record);
  const lastEpoch = epochs.at(-1);
  const epoch = progress?.epoch ?? lastEpoch?.epoch ?? 0;
  const rate = progress?.samplesPerSecond ?? finished?.samplesPerSecond ?? lastEpoch?.samplesPerSecond;
  const seconds = epochs.reduce((sum, done) => sum + done.seconds, 0);
  return (
    <dl className={styles.figures}>
      <Figure name={t.metrics.epoch} value={started ? `${epoch} / ${started.epochs}` : '–'} />
      {chartMetrics(record).map((metric) => (
        <MetricFigures key={metric.train} metric={metric} metrics={metrics} />
      ))}
      {rateMetrics(record).map(({ train }) => (
        <Figure key={train} name={t.metrics.rate} value={formatMetric(train, latestRate(record))} />
      ))}
      <Figure name={t.metrics.samplesPerSecond} value={rate ? formatRate(rate) : '–'} />
      {live ? (
        <Figure name={t.metrics.timeLeft} value={progress ? formatDuration(progress.secondsLeft) : '–'} />
      ) : (
        <Figure name={t.metrics.elapsed} value={formatElapsed(seconds)} />
      )}
    </dl>
  );
}

function latestRate({ curve }: RunRecord): number {
  return curve.at(-1)?.metrics[LEARNING_RATE] ?? Number.NaN;
}

interface MetricFiguresProps {
  readonly metric: ChartMetric;
  readonly metrics: Readonly<Record<string, number>>;
}

function MetricFigures({ metric: { train, validation, kind, output }, metrics }: MetricFiguresProps) {
  const name = output ? `${output}: ${t.metrics[kind]}` : t.metrics[kind];
  const show = (figure: string) => {
    const value = metrics[figure];
    return value === undefined ? '–' : formatMetric(figure, value);
  };
  return (
    <>
      <Figure name={name} value={show(train)} />
      <Figure name={`${name}, ${t.metrics.validation}`} value={show(validation)} strong />
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly strong?: boolean;
}

function Figure({ name, value, strong = false }: FigureProps) {
  return (
    <div className={styles.figure} data-strong={strong || undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** One live chart of a run: training solid, validation dashed, the best epoch marked, all values at the crosshair. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { enTraining as t } from '../i18n/en-training.ts';
import { bestEpoch, type RunRecord } from '../state/run-record.ts';
import { type ChartState, chartOptions, SERIES } from './chart-options.ts';
import { type ChartMetric, chartLines, type Line } from './chart-series.ts';
import { readChartTheme } from './chart-theme.ts';
import { formatMetric } from './figures.ts';
import styles from './RunChart.module.css';

interface RunChartProps {
  readonly record: RunRecord;
  readonly compared: RunRecord | undefined;
  readonly metric: ChartMetric;
}

interface Crosshair {
  readonly left: number;
  readonly flip: boolean;
  readonly epoch: number;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly dashed: boolean }[];
}

export function RunChart({ record, compared, metric }: RunChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const scheme = useComputedColorScheme('light');
  const [crosshair, setCrosshair] = useState<Crosshair>();
  const state = useRef<ChartState>({ epochs: 1, best: undefined });
  const data = useMemo(() => chartData(record, compared, metric), [record, compared, metric]);
  const latest = useRef(data);
  latest.current = data;
  state.current.epochs = Math.max(record.started?.epochs ?? 1, compared?.epochs.at(-1)?.epoch ?? 0);
  if (record.finished) {
    state.current.epochs = Math.max(record.epochs.at(-1)?.epoch ?? 1, compared?.epochs.at(-1)?.epoch ?? 0);
  }
  state.current.best = bestEpoch(record)?.epoch;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are drawn, so another scheme is another chart
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new uPlot(
      chartOptions({
        metric: metric.train,
        kind: metric.kind,
        theme: readChartTheme(element),
        state: state.current,
        width: element.clientWidth,
        height: element.clientHeight,
        onCursor: (at) => setCrosshair(readCrosshair(at, metric)),
      }),
      latest.current,
      element,
    );
    chart.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, [metric.train, metric.kind, scheme]);

  useEffect(() => chart.current?.setData(data), [data]);

  const name = t.metrics[metric.kind];
  const title = metric.output ? `${metric.output}: ${name}` : name;
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.title}>
        {title}
        {compared && (
          <span className={styles.compared}>
            <i />
            {compared.id}
          </span>
        )}
      </figcaption>
      <div className={styles.plot} ref={frame} role="img" aria-label={t.training.curve(title)} />
      {crosshair && (
        <div
          className={styles.crosshair}
          data-flip={crosshair.flip || undefined}
          style={{ left: crosshair.left }}
          aria-hidden
        >
          <span>
            {t.metrics.epoch} {crosshair.epoch}
          </span>
          {crosshair.rows.map(({ name: row, value, dashed }) => (
            <span key={row} className={styles.row}>
              <i data-dashed={dashed || undefined} />
              {row}
              <b>{value}</b>
            </span>
          ))}
        </div>
      )}
    </figure>
  );
}

function chartData(
  record: RunRecord,
  compared: RunRecord | undefined,
  metric: ChartMetric,
): uPlot.AlignedData {
  const own = chartLines(record, metric);
  const other = compared && chartLines(compared, metric);
  const empty: Line = { x: [], y: [] };
  const lines = [own.steps, own.train, own.validation, other?.train ?? empty, other?.validation ?? empty];
  return uPlot.join(lines.map(({ x, y }) => [x, y]));
}

/** The values at the end of the epoch nearest to the pointer. */
function readCrosshair(chart: uPlot, metric: ChartMetric): Crosshair | undefined {
  const { left } = chart.cursor;
  if (left === undefined || left < 0) return undefined;
  const epoch = Math.round(chart.posToVal(left, 'x'));
  const index = chart.data[0].indexOf(epoch);
  const rows = (
    [
      [SERIES.train, metric.kind === 'rate' ? t.metrics.rate : t.metrics.training, false],
      [SERIES.validation, t.metrics.validation, true],
    ] as const
  ).flatMap(([series, name, dashed]) => {
    const value = chart.data[series]?.[index];
    return value === null || value === undefined
      ? []
      : [{ name, value: formatMetric(metric.train, value), dashed }];
  });
  if (rows.length === 0) return undefined;
  const origin = chart.bbox.left / devicePixelRatio;
  const x = chart.valToPos(epoch, 'x');
  return { left: origin + x, flip: x > chart.bbox.width / devicePixelRatio / 2, epoch, rows };
}

/** How a chart of a run is drawn: lines, axes, the best epoch, and labels at the ends of the lines. */
import type uPlot from 'uplot';
import { enTraining as t } from '../i18n/en-training.ts';
import type { ChartMetric } from './chart-series.ts';
import type { ChartTheme } from './chart-theme.ts';
import { formatMetric } from './figures.ts';

/** Places of the series in the data of a chart; 0 is the epoch. */
export const SERIES = { steps: 1, train: 2, validation: 3, comparedTrain: 4, comparedValidation: 5 } as const;

/** What changes while a chart stands, read by its drawing functions. */
export interface ChartState {
  /** The run's planned epochs. */
  epochs: number;
  best: number | undefined;
}

export interface ChartOptions {
  readonly metric: string;
  readonly kind: ChartMetric['kind'];
  readonly theme: ChartTheme;
  readonly state: ChartState;
  readonly width: number;
  readonly height: number;
  onCursor(chart: uPlot): void;
}

const LABEL_ROOM = 84;
const DASH = [5, 4];

export function chartOptions(options: ChartOptions): uPlot.Options {
  const { kind, theme, state, width, height, onCursor } = options;
  const axis: uPlot.Axis = {
    stroke: theme.faint,
    font: `11px ${theme.figures}`,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  const line = (stroke: string, strokeWidth: number, dash?: number[]): uPlot.Series => ({
    stroke,
    width: strokeWidth,
    ...(dash && { dash }),
    // A line of one epoch is a point.
    points: { show: (chart, series) => countValues(chart, series) === 1, size: 6, fill: stroke },
  });
  return {
    width,
    height,
    padding: [12, LABEL_ROOM, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false },
      y: false,
      points: { show: false },
    },
    scales: {
      x: { time: false, range: () => [0, Math.max(1, state.epochs)] },
      y: { range: (_chart, min, max) => valueRange(kind, min, max) },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 26,
        space: 56,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
      },
      {
        ...axis,
        size: 56,
        space: 36,
        values: (_chart, splits) => splits.map((value) => axisValue(kind, value)),
      },
    ],
    series: [
      {},
      { ...line(fade(theme.run, 0.3), 1), points: { show: false } },
      line(theme.run, 2),
      line(theme.run, 2, DASH),
      line(theme.compared, 1.5),
      line(theme.compared, 1.5, DASH),
    ],
    hooks: {
      draw: [(chart) => drawBest(chart, options), (chart) => drawLabels(chart, options)],
      setCursor: [onCursor],
    },
  };
}

function axisValue(kind: ChartOptions['kind'], value: number): string {
  return kind === 'accuracy' ? `${Math.round(value * 1000) / 10}%` : String(Math.round(value * 1e6) / 1e6);
}

function valueRange(kind: ChartOptions['kind'], min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  if (kind === 'accuracy') return [Math.max(0, Math.floor(min * 20 - 0.2) / 20), 1.005];
  return [0, max > 0 ? max * 1.06 : 1];
}

/** `color` with an alpha; the tokens are functional colours. */
function fade(color: string, alpha: number): string {
  return `color-mix(in oklch, ${color} ${alpha * 100}%, transparent)`;
}

function countValues(chart: uPlot, series: number): number {
  let count = 0;
  for (const value of chart.data[series] ?? []) if (value !== null && value !== undefined) count += 1;
  return count;
}

/** The last value of a series and its epoch. */
function lastValue(chart: uPlot, series: number): { readonly x: number; readonly y: number } | undefined {
  const values = chart.data[series] ?? [];
  for (let i = values.length - 1; i >= 0; i--) {
    const y = values[i];
    const x = chart.data[0][i];
    if (y !== null && y !== undefined && x !== undefined) return { x, y };
  }
  return undefined;
}

function drawBest(chart: uPlot, { kind, theme, state: { best } }: ChartOptions): void {
  if (best === undefined || kind === 'rate') return;
  const index = chart.data[0].indexOf(best);
  const value = chart.data[SERIES.validation]?.[index] ?? chart.data[SERIES.train]?.[index];
  if (value === null || value === undefined) return;
  const { ctx } = chart;
  const ratio = devicePixelRatio;
  const x = chart.valToPos(best, 'x', true);
  const y = chart.valToPos(value, 'y', true);
  ctx.save();
  ctx.strokeStyle = theme.faint;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, chart.bbox.top);
  ctx.lineTo(x, chart.bbox.top + chart.bbox.height);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = theme.surface;
  ctx.strokeStyle = theme.run;
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  ctx.arc(x, y, 4.5 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.font = `${12 * ratio}px ${theme.words}`;
  const left = x - chart.bbox.left > 44 * ratio;
  ctx.textAlign = left ? 'right' : 'left';
  // Where the lines are not: a loss falls, an accuracy rises.
  const above = kind === 'loss';
  ctx.textBaseline = above ? 'top' : 'bottom';
  const edge = chart.bbox.top + (above ? 0 : chart.bbox.height - 4 * ratio);
  ctx.fillText(t.metrics.best, x + (left ? -6 : 6) * ratio, edge);
  ctx.restore();
}

/** Names the lines where they end instead of in a legend; close ones are moved apart. */
function drawLabels(chart: uPlot, { metric, kind, theme }: ChartOptions): void {
  const { ctx } = chart;
  const ratio = devicePixelRatio;
  const room = 28 * ratio;
  const labels = (
    [
      [SERIES.train, kind === 'rate' ? t.metrics.rateShort : t.metrics.training],
      [SERIES.validation, t.metrics.validation],
    ] as const
  )
    .flatMap(([series, name]) => {
      const last = lastValue(chart, series);
      return last
        ? [
            {
              name,
              value: formatMetric(metric, last.y),
              x: chart.valToPos(last.x, 'x', true),
              y: chart.valToPos(last.y, 'y', true),
            },
          ]
        : [];
    })
    .sort((a, b) => a.y - b.y);
  const [upper, lower] = labels;
  if (upper && lower && lower.y - upper.y < room) {
    const middle = (upper.y + lower.y) / 2;
    upper.y = middle - room / 2;
    lower.y = middle + room / 2;
  }
  // Labels stay within the chart.
  const top = chart.bbox.top + 12 * ratio;
  const bottom = chart.bbox.top + chart.bbox.height - 12 * ratio;
  const first = labels[0];
  const final = labels.at(-1);
  const shift = first && first.y < top ? top - first.y : final && final.y > bottom ? bottom - final.y : 0;
  ctx.save();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { name, value, x, y } of labels) {
    ctx.font = `${12 * ratio}px ${theme.words}`;
    ctx.fillStyle = theme.text;
    ctx.fillText(name, x + 10 * ratio, y + shift - 6.5 * ratio);
    ctx.font = `600 ${11 * ratio}px ${theme.figures}`;
    ctx.fillStyle = theme.run;
    ctx.fillText(value, x + 10 * ratio, y + shift + 6.5 * ratio);
  }
  ctx.restore();
}

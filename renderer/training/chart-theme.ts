/** The colours and type of charts, read from the tokens where the chart stands. */
export interface ChartTheme {
  readonly run: string;
  readonly compared: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly surface: string;
  readonly figures: string;
  readonly words: string;
}

export function readChartTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const read = (token: string) => style.getPropertyValue(token).trim();
  return {
    run: read('--chart-run'),
    compared: read('--chart-compared'),
    text: read('--text-secondary'),
    faint: read('--text-faint'),
    grid: read('--border'),
    surface: read('--surface'),
    figures: read('--font-figures'),
    words: read('--font-text'),
  };
}

/** The columns of the table: what a cell shows, and by what rows are sorted. */
import type { LayerFigures } from '../../core/analyze/layer-figures.ts';
import { en } from '../i18n/en.ts';
import { formatBytes, formatCount, formatShort } from '../i18n/format.ts';

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly text: (row: LayerFigures) => string;
  /** Absent where rows cannot be put in order by it. */
  readonly amount?: (row: LayerFigures) => number;
  /** Words stand to the left, figures to the right. */
  readonly words?: boolean;
}

const t = en.analyze;

export const COLUMNS: readonly Column[] = [
  { id: 'type', label: t.type, help: t.typeHelp, text: ({ type }) => type, words: true },
  {
    id: 'output',
    label: t.output,
    help: t.outputHelp,
    text: ({ output, letters }) => (output ? shapeText(output, letters) : '?'),
    words: true,
  },
  {
    id: 'parameters',
    label: t.parameters,
    help: t.parametersHelp,
    text: ({ parameters }) => formatCount(parameters),
    amount: ({ parameters }) => parameters,
  },
  {
    id: 'state',
    label: t.state,
    help: t.stateHelp,
    text: ({ state }) => formatCount(state),
    amount: ({ state }) => state,
  },
  {
    id: 'multiply-adds',
    label: t.multiplyAdds,
    help: t.multiplyAddsHelp,
    text: ({ multiplyAdds }) => formatShort(multiplyAdds),
    amount: ({ multiplyAdds }) => multiplyAdds,
  },
  {
    id: 'memory',
    label: t.memory,
    help: t.memoryHelp,
    text: ({ forwardBytes }) => formatBytes(forwardBytes),
    amount: ({ forwardBytes }) => forwardBytes,
  },
  {
    id: 'training',
    label: t.training,
    help: t.trainingHelp,
    text: ({ trainingBytes }) => formatBytes(trainingBytes),
    amount: ({ trainingBytes }) => trainingBytes,
  },
  {
    id: 'sees',
    label: t.sees,
    help: t.seesHelp,
    text: ({ receptiveField }) =>
      receptiveField === 'whole' ? t.all : (receptiveField?.join(' × ') ?? t.nothing),
    amount: ({ receptiveField }) =>
      receptiveField === 'whole'
        ? Number.MAX_VALUE
        : (receptiveField ?? []).reduce((product, size) => product * size, receptiveField ? 1 : 0),
  },
  { id: 'weights', label: t.weights, help: t.weightsHelp, text: weightText, words: true },
];

/** `28 H × 28 W × 1 C`. */
function shapeText(shape: readonly number[], letters: readonly string[]): string {
  if (shape.length === 0) return '1';
  return shape.map((size, axis) => (letters[axis] ? `${size} ${letters[axis]}` : `${size}`)).join(' × ');
}

function weightText({ weights }: LayerFigures): string {
  return weights.map(({ name, shape }) => `${name} ${shape.join('×')}`).join(', ');
}

const WIDEST = 44;

/** Figures that the longest cell of each column holds: the name, then the columns. */
export function columnWidths(rows: readonly LayerFigures[]): readonly number[] {
  const longest = (label: string, text: (row: LayerFigures) => string) =>
    Math.min(
      WIDEST,
      rows.reduce((most, row) => Math.max(most, text(row).length), label.length + 2),
    );
  return [longest(t.layer, ({ name }) => name), ...COLUMNS.map(({ label, text }) => longest(label, text))];
}

/** The table for a spreadsheet. */
export function toCsv(rows: readonly LayerFigures[]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const plain = (column: Column, row: LayerFigures) =>
    column.amount && column.id !== 'sees' ? String(column.amount(row)) : column.text(row);
  const lines = [
    [t.layer, t.onnx, ...COLUMNS.map(({ label }) => label)],
    ...rows.map((row) => [
      row.name,
      row.onnxReady ? t.ready : t.notReady,
      ...COLUMNS.map((column) => plain(column, row)),
    ]),
  ];
  return lines.map((cells) => cells.map(quoted).join(',')).join('\n');
}

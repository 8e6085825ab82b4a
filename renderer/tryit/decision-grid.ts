/** A network of two numbers asked about a whole grid of them at once, and the colours of its answers. */
import type { Prediction } from '../../host/contract.ts';
import type { Column } from './column-ranges.ts';

export const GRID = 40;

/** Told apart by those who confuse red and green, on light and on dark. */
export const CLASS_COLORS: readonly (readonly [number, number, number])[] = [
  [230, 126, 34],
  [84, 80, 230],
  [16, 160, 140],
  [214, 51, 132],
  [120, 150, 20],
  [20, 140, 210],
  [150, 100, 60],
  [130, 130, 140],
];

export interface GridExtent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** A little more than the samples fill. */
export function gridExtent([x, y]: readonly [Column, Column]): GridExtent {
  const widen = ({ min, max }: Column): [number, number] => {
    const margin = (max - min || 1) * 0.08;
    return [min - margin, max + margin];
  };
  return { x: widen(x), y: widen(y) };
}

/** Row by row from the upper left corner, where y is largest. */
export function gridPoints({ x, y }: GridExtent): [number, number][] {
  return Array.from({ length: GRID * GRID }, (_, index) => {
    const across = ((index % GRID) + 0.5) / GRID;
    const down = (Math.floor(index / GRID) + 0.5) / GRID;
    return [x[0] + across * (x[1] - x[0]), y[1] - down * (y[1] - y[0])];
  });
}

/** Where a point lies on the grid, in parts of its sides from the upper left corner. */
export function placeOnGrid({ x, y }: GridExtent, point: readonly number[]): { x: number; y: number } {
  const [px = 0, py = 0] = point;
  return { x: (px - x[0]) / (x[1] - x[0]), y: (y[1] - py) / (y[1] - y[0]) };
}

/** The colour of one answer: the colours of the classes, mixed by their shares. */
export function answerColor(
  { values }: Prediction,
  range: readonly [number, number],
): [number, number, number] {
  const shares = values.length === 1 ? twoShares(values[0] ?? 0, range) : values;
  const mixed: [number, number, number] = [0, 0, 0];
  shares.forEach((share, place) => {
    const color = classColor(place);
    for (const channel of [0, 1, 2] as const) mixed[channel] += share * color[channel];
  });
  return mixed;
}

export function classColor(place: number): readonly [number, number, number] {
  return CLASS_COLORS[place % CLASS_COLORS.length] ?? [0, 0, 0];
}

/** One value stands between two colours. */
function twoShares(value: number, [low, high]: readonly [number, number]): [number, number] {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
  return [1 - share, share];
}

/** The columns of a numeric field: their names and the values that occur in them. */
import type { FieldDescription } from '../../core/data/dataset.ts';

export interface Column {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** A fineness that a person would choose: 0.1 for values from 0 to 7. */
  readonly step: number;
}

export function columnsOf(
  { shape, columns, range }: Pick<FieldDescription, 'shape' | 'columns' | 'range'>,
  samples: readonly (readonly number[])[],
  nameOf: (place: number) => string,
): readonly Column[] {
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  return Array.from({ length: count }, (_, place) => {
    const values = samples.flatMap((sample) => sample[place] ?? []);
    const [low, high] = range ?? [Math.min(...values), Math.max(...values)];
    const [min, max] = values.length > 0 || range ? [low, high] : [-1, 1];
    const whole = values.length > 0 && values.every(Number.isInteger);
    return { name: columns?.[place] ?? nameOf(place), min, max, step: stepOf(max - min, whole) };
  });
}

function stepOf(extent: number, whole: boolean): number {
  if (whole) return 1;
  return extent > 0 ? 10 ** Math.floor(Math.log10(extent / 20)) : 0.1;
}

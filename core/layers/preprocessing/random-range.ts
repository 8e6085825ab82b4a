/** The lowest and the highest of what is drawn; one number alone stands for as far to either side, as in Keras. */
export function spanOf([first = 0, second]: readonly number[]): readonly [number, number] {
  return second === undefined ? [-first, first] : [first, second];
}

/** `± 10 %`, or `-10 to 20 %`. */
export function describeSpan(factors: readonly number[], scale = 100, unit = ' %'): string {
  const [low, high] = spanOf(factors).map((factor) => Math.round(factor * scale));
  return low === -Number(high) ? `± ${high}${unit}` : `${low} to ${high}${unit}`;
}

/** One step of the arithmetic behind a layer's shape, written out: `(28 − 5 + 2 × 2) / 1 + 1 = 28`. */
export interface Sum {
  /** What it gives: `Height`. */
  readonly of: string;
  readonly text: string;
}

const AXES: Readonly<Record<number, readonly string[]>> = {
  1: ['Steps'],
  2: ['Height', 'Width'],
  3: ['Depth', 'Height', 'Width'],
};

/** One sum for each axis; those that read alike are one. */
export function sumsOfAxes(texts: readonly string[]): readonly Sum[] {
  const names = AXES[texts.length] ?? texts.map((_, axis) => `Dimension ${axis + 1}`);
  const axesOf = new Map<string, string[]>();
  for (const [axis, text] of texts.entries()) {
    const known = axesOf.get(text) ?? [];
    axesOf.set(text, [...known, names[axis] ?? '']);
  }
  return [...axesOf].map(([text, axes]) => ({ of: listed(axes), text }));
}

/** `7 × 7 × 16`. */
export function times(numbers: readonly number[]): string {
  return numbers.map(figure).join(' × ');
}

export function figure(value: number): string {
  return value.toLocaleString('en');
}

export function product(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total * number, 1);
}

function listed(words: readonly string[]): string {
  const [first = '', ...others] = words;
  const rest = others.map((word) => word.toLowerCase());
  if (rest.length === 0) return first;
  return `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1)}`;
}

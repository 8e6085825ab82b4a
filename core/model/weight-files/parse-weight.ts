/** Weights as text: numbers in the order of the shape, however they are parted. */
import type { GivenWeight } from '../../document/schema.ts';
import { fail, ok, type Result } from '../../result.ts';

/** Documents stay small enough to be saved after every edit. */
export const MOST_VALUES = 1_000_000;

/** Spaces, commas, semicolons, tabs, brackets and line breaks part the numbers. */
export function parseWeight(text: string, shape: readonly number[]): Result<GivenWeight, string> {
  const parts = text.split(/[\s,;[\]()]+/).filter((part) => part !== '');
  const wrong = parts.find((part) => !Number.isFinite(Number(part)));
  if (wrong !== undefined) return fail(`"${wrong}" is no number. Write 0.5 or -1.5e-3.`);
  return fitWeight({ shape, values: parts.map(Number) }, shape);
}

/** Whether the numbers are as many as the weight holds, in its shape. */
export function fitWeight(given: GivenWeight, shape: readonly number[]): Result<GivenWeight, string> {
  const count = shape.reduce((product, size) => product * size, 1);
  const wanted = `${count} ${count === 1 ? 'number' : 'numbers'} (${shape.join(' × ') || 'a single one'})`;
  const { length } = given.values;
  if (length !== count) return fail(`Needs ${wanted}, but there ${length === 1 ? 'is' : 'are'} ${length}.`);
  if (given.shape.join() !== shape.join()) {
    return fail(`Needs the shape ${shape.join(' × ')}, but the numbers are ${given.shape.join(' × ')}.`);
  }
  return count > MOST_VALUES
    ? fail(`A document holds at most ${MOST_VALUES.toLocaleString('en')} typed or loaded numbers a weight.`)
    : ok({ shape, values: given.values });
}

/** One line for each row of the last dimension, an empty line between tables. */
export function formatWeight({ shape, values }: GivenWeight): string {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const lines: string[] = [];
  for (let start = 0; start < values.length; start += columns) {
    if (start > 0 && shape.length > 2 && (start / columns) % rows === 0) lines.push('');
    lines.push(values.slice(start, start + columns).join(', '));
  }
  return lines.join('\n');
}

/** What a person typed into a field, as a value or as the sentence that says what is needed. */
import type { Parameter } from '../../core/layers/parameter.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { en } from '../i18n/en.ts';

/** The limits of a number. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

const shown = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 12 });

export function parseWhole(text: string, { min, max }: Limits): Result<number, string> {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max
    ? ok(value)
    : fail(en.fields.wholeNumber(shown(min), shown(max)));
}

/** Also takes a comma as the decimal sign. */
export function parseNumber(text: string, { min, max }: Limits): Result<number, string> {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= min && value <= max
    ? ok(value)
    : fail(en.fields.number(shown(min), shown(max)));
}

/** `28 × 28 × 1`, `28 x 28 x 1`, `28, 28, 1` and `28 28 1` are the same; nothing is a single number. */
export function parseDimensions(
  text: string,
  parameter: Extract<Parameter, { kind: 'dimensions' }>,
): Result<readonly number[], string> {
  const parts = text.split(/[\s,x×*]+/i).filter((part) => part !== '');
  const parsed = parameter.schema.safeParse(parts.map(Number));
  return parsed.success
    ? ok(parsed.data)
    : fail(parameter.allowInferred ? en.fields.dimensionsInferred : en.fields.dimensions);
}

/** Spaces, commas, semicolons or line breaks part the numbers; nothing is no number. */
export function parseNumbers(text: string): Result<readonly number[], string> {
  const values = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
  return values.every(Number.isFinite) ? ok(values) : fail(en.fields.numbers);
}

export function formatNumbers(values: readonly number[]): string {
  return values.join(', ');
}

export function formatDimensions(value: readonly number[]): string {
  return value.join(' × ');
}

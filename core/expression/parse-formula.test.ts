import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Expression, fold, inputsOf } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { parseFormula } from './parse-formula.ts';

function numberOf(formula: string, inputs: Readonly<Record<string, number>> = {}): number {
  const parsed = parseFormula(formula);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return evaluate(parsed.value, inputs);
}

function evaluate(expression: Expression, inputs: Readonly<Record<string, number>>): number {
  return fold<number>(expression, {
    number: (value) => value,
    input: (name) => inputs[name] ?? Number.NaN,
    call: (name, args) => FUNCTIONS[name]?.value(...args) ?? Number.NaN,
  });
}

describe('a formula', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 2', 3],
    ['2 ^ 3 ^ 2', 512],
    ['2 ** 3', 8],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['--3', 3],
    ['+3 - -2', 5],
    ['.5 + 1.5e-1 + 2.', 2.65],
    ['max(1, 5, 3) - min(4, 2)', 3],
    ['sqrt(abs(-16))', 4],
    ['log(e ^ 3)', 3],
    ['cos(2 * pi)', 1],
    ['relu(-2) + sigmoid(0)', 0.5],
    ['softplus(0) - log(2)', 0],
  ])('%s is %d', (formula, value) => {
    expect(numberOf(formula)).toBeCloseTo(value, 12);
    // Without inputs it is a number as soon as it is read.
    expect(parseFormula(formula)).toMatchObject({ ok: true, value: { type: 'number' } });
  });

  it('reads inputs by their letters', () => {
    expect(numberOf('a * sin(c) - b / 2', { a: 3, b: 4, c: Math.PI / 2 })).toBeCloseTo(1, 12);
    const parsed = parseFormula('z + a*a');
    expect(parsed.ok && inputsOf(parsed.value)).toEqual(['a', 'z']);
  });
});

describe('a formula that cannot be read', () => {
  const VALUE = 'a number, an input such as a, a function such as tanh, or "("';
  const NAMES =
    'an input (one small letter) or one of exp, log, sqrt, abs, sin, cos, tanh, sigmoid, relu, softplus, min, max, e, pi';
  it.each([
    ['', { at: 0, found: 'the end', expected: VALUE }],
    ['a +', { at: 3, found: 'the end', expected: VALUE }],
    ['a + * b', { at: 4, found: '"*"', expected: VALUE }],
    ['a $ b', { at: 2, found: '"$"', expected: 'an operator such as + or *, or the end' }],
    ['2a', { at: 1, found: '"a"', expected: 'an operator such as + or *, or the end', mended: '2*a' }],
    ['(a + b', { at: 6, found: 'the end', expected: '")"', mended: '(a + b)' }],
    ['a + b)', { at: 5, found: '")"', expected: 'an operator such as + or *, or the end' }],
    ['tan(a)', { at: 0, found: '"tan"', expected: NAMES, mended: 'tanh(a)' }],
    ['a + foobarbaz', { at: 4, found: '"foobarbaz"', expected: NAMES }],
    ['exp + a', { at: 4, found: '"+"', expected: '"(" and what exp is taken of' }],
    ['exp(a, b)', { at: 0, found: '"exp"', expected: 'exp of one number, not of 2' }],
    ['max(a)', { at: 5, found: '")"', expected: '"," and a second number for max' }],
    ['A + b', { at: 0, found: '"A"', expected: NAMES, mended: 'a + b' }],
    ['a.constructor', { at: 1, found: '"."', expected: 'an operator such as + or *, or the end' }],
    ['constructor(a)', { at: 0, found: '"constructor"', expected: NAMES }],
    ['toString', { at: 0, found: '"toString"', expected: NAMES }],
  ])('%s', (formula, fault) => {
    const parsed = parseFormula(formula);
    if (parsed.ok) throw new Error('It was read.');
    const { mended, ...rest } = parsed.error;
    const { mended: expected, ...expectedRest } = { mended: undefined, ...fault };
    expect(rest).toEqual(expectedRest);
    if (expected !== undefined) expect(mended).toBe(expected);
    if (mended !== undefined) expect(parseFormula(mended).ok).toBe(true);
  });
});

test('whatever is typed gives a formula or a fault within it', () => {
  const pieces = fc.constantFrom(
    'a',
    'b',
    '1',
    '.5',
    '+',
    '-',
    '*',
    '/',
    '^',
    '(',
    ')',
    ',',
    ' ',
    'exp',
    'max',
    '§',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const formula = parts.join('');
      const parsed = parseFormula(formula);
      if (!parsed.ok) {
        expect(parsed.error.at).toBeGreaterThanOrEqual(0);
        expect(parsed.error.at).toBeLessThanOrEqual(formula.length);
      }
    }),
  );
});

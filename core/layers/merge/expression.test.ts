import { describe, expect, it } from 'vitest';
import { defaultParams } from '../parameter.ts';
import { expression } from './expression.ts';

describe('the inputs of an expression', () => {
  const inputsOf = (formula: string) =>
    expression.ports({ ...defaultParams(expression.parameters), formula }).inputs.map(({ id }) => id);

  it.each([
    ['a + b', ['a', 'b']],
    ['c * exp(a) + a', ['a', 'c']],
    // While it is being typed, links stay in place.
    ['a + b *', ['a', 'b']],
    ['tanh(a) + b)', ['a', 'b']],
    ['exp(', ['a']],
    ['', ['a']],
    ['e + pi', ['a']],
  ])('of %s', (formula, letters) => {
    expect(inputsOf(formula)).toEqual(letters);
  });
});

import { describe, expect, it } from 'vitest';
import { dimensions } from '../../core/layers/parameter.ts';
import { formatDimensions, parseDimensions, parseNumber, parseWhole } from './parse-field.ts';

const shape = dimensions({ label: 'Shape', help: '', default: [28, 28, 1] });
const target = dimensions({ label: 'Target', help: '', default: [-1], allowInferred: true });

describe('parseWhole', () => {
  it.each(['3', ' 3 ', '3.0'])('takes %j', (text) => {
    expect(parseWhole(text, { min: 1, max: 9 })).toEqual({ ok: true, value: 3 });
  });

  it.each(['', 'three', '1.5', '0', '10', 'NaN'])('refuses %j', (text) => {
    expect(parseWhole(text, { min: 1, max: 9 })).toEqual({
      ok: false,
      error: 'Needs a whole number from 1 to 9.',
    });
  });

  it('groups the digits of large limits', () => {
    expect(parseWhole('0', { min: 1, max: 1_000_000 })).toEqual({
      ok: false,
      error: 'Needs a whole number from 1 to 1,000,000.',
    });
  });
});

describe('parseNumber', () => {
  it.each([
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['1e-3', 0.001],
  ])('takes %j', (text, value) => {
    expect(parseNumber(text, { min: 0, max: 1 })).toEqual({ ok: true, value });
  });

  it.each(['', '2', '-0.1', 'Infinity'])('refuses %j', (text) => {
    expect(parseNumber(text, { min: 0, max: 1 })).toEqual({
      ok: false,
      error: 'Needs a number from 0 to 1.',
    });
  });
});

describe('parseDimensions', () => {
  it.each(['28 × 28 × 1', '28x28x1', '28, 28, 1', '28 28 1', ' 28 X 28 x 1 '])('takes %j', (text) => {
    expect(parseDimensions(text, shape)).toEqual({ ok: true, value: [28, 28, 1] });
  });

  it('takes what it shows', () => {
    expect(parseDimensions(formatDimensions([4, 5]), shape)).toEqual({ ok: true, value: [4, 5] });
  });

  it.each(['28 x big', '0', '1.5', '-1'])('refuses %j', (text) => {
    expect(parseDimensions(text, shape)).toEqual({
      ok: false,
      error: 'Needs whole numbers, such as 28 × 28 × 1.',
    });
  });

  it('takes -1 where one dimension may be left open', () => {
    expect(parseDimensions('7 x -1', target)).toEqual({ ok: true, value: [7, -1] });
  });
});

import { describe, expect, it } from 'vitest';
import { dense } from './dense/dense.ts';
import { defineLayer } from './layer.ts';
import { choice, dimensions, integer, number, tuple } from './parameter.ts';
import { parseParams } from './parse-params.ts';
import { randomContrast } from './preprocessing/random-contrast.ts';
import { randomRotation } from './preprocessing/random-rotation.ts';

const probe = defineLayer({
  type: 'Probe',
  title: 'Probe',
  category: 'dense',
  icon: 'box',
  summary: '',
  doc: '',
  parameters: {
    kernelSize: tuple({ places: ['height', 'width'], label: 'Kernel size', help: '', default: [3, 3] }),
    padding: choice({
      label: 'Padding',
      help: '',
      default: 'valid',
      options: { valid: 'Valid', same: 'Same' },
    }),
    rate: number({ label: 'Rate', help: '', default: 0.5, min: 0, max: 0.95 }),
    targetShape: dimensions({ label: 'Shape', help: '', default: [4], allowInferred: true }),
    filters: integer({ label: 'Filters', help: '', default: 32, max: 4096 }),
  },
  infer: (_, [input]) => ({ ok: true, value: [input] }),
  call: (_context, _params, [x]) => [x],
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [],
});

function sentences(raw: Record<string, unknown>, definition = probe): string[] {
  const parsed = parseParams(definition, raw);
  return parsed.ok ? [] : parsed.error.map(({ message }) => message);
}

describe('parseParams', () => {
  it('fills in defaults', () => {
    expect(parseParams(probe, { filters: 5 })).toEqual({
      ok: true,
      value: { kernelSize: [3, 3], padding: 'valid', rate: 0.5, targetShape: [4], filters: 5 },
    });
  });

  it('takes the name of a variant for its defaults, and completes what is given', () => {
    const started = (kernelInitializer: unknown) => parseParams(dense, { kernelInitializer });
    expect(started('randomNormal')).toMatchObject({
      ok: true,
      value: { kernelInitializer: { type: 'randomNormal', mean: 0, stddev: 0.05 } },
    });
    expect(started({ type: 'randomNormal', stddev: 2 })).toMatchObject({
      ok: true,
      value: { kernelInitializer: { type: 'randomNormal', mean: 0, stddev: 2 } },
    });
  });

  it('says which variants there are', () => {
    expect(sentences({ kernelRegularizer: 'l3' }, dense)).toEqual([
      '"Penalty on the weights" of {layer} must be one of "none", "l1", "l2", "l1l2", "orthogonal", or {"type": one of these} with its numbers, but it is "l3".',
    ]);
    expect(sentences({ kernelRegularizer: { type: 'l1', l1: -1 } }, dense)).toHaveLength(1);
    expect(sentences({ kernelRegularizer: { type: 'l1', l2: 1 } }, dense)).toHaveLength(1);
  });

  it('names an unknown parameter and the one that was meant', () => {
    expect(sentences({ unitz: 5 }, dense)).toEqual([
      '{layer} has no parameter "unitz". Did you mean "units"?',
    ]);
  });

  it('renames a misspelt parameter, unless the right one is there too', () => {
    const misspelt = parseParams(dense, { unitz: 5 });
    expect(!misspelt.ok && misspelt.error[0]?.remedies).toEqual([
      { kind: 'set-params', label: 'Rename it to units', params: { unitz: undefined, units: 5 } },
      { kind: 'set-params', label: 'Remove unitz', params: { unitz: undefined } },
    ]);
    const both = parseParams(dense, { unitz: 5, units: 6 });
    expect(!both.ok && both.error[0]?.remedies).toHaveLength(1);
  });

  it('lists the parameters where none is near', () => {
    expect(sentences({ colour: 'red' })).toEqual([
      '{layer} has no parameter "colour". It has "kernelSize", "padding", "rate", "targetShape", "filters". Remove it.',
    ]);
  });

  it('does not take names from the prototype', () => {
    expect(sentences({ toString: 1 }, dense)).toHaveLength(1);
  });

  it('says what was expected and what was received', () => {
    expect(
      sentences({
        kernelSize: [3],
        padding: 'full',
        rate: 1.5,
        targetShape: [-2],
        filters: 2.5,
      }),
    ).toEqual([
      '"Kernel size" of {layer} must be two whole numbers (height, width) from 1 to 1000000, but it is [3].',
      '"Padding" of {layer} must be one of "valid", "same", but it is "full".',
      '"Rate" of {layer} must be a number from 0 to 0.95, but it is 1.5.',
      '"Shape" of {layer} must be a list of up to 8 positive whole numbers, or -1 for "whatever is left", but it is [-2].',
      '"Filters" of {layer} must be a whole number from 1 to 4096, but it is 2.5.',
    ]);
  });

  it('says what a range takes: one number, two in their order, or none where that is possible', () => {
    expect(sentences({ factor: [0.3, 0.1] }, randomRotation)).toEqual([
      '"Angle" of {layer} must be one number, or two (lowest, highest), from -1 to 1, but it is [0.3,0.1].',
    ]);
    expect(sentences({ factor: [], valueRange: [1] }, randomContrast)).toEqual([
      '"Amount" of {layer} must be one number, or two (down, up), from 0 to 1, but it is [].',
      '"Bounds of the values" of {layer} must be two numbers (lowest, highest) from -1000000 to 1000000, or an empty list for "no bounds", but it is [1].',
    ]);
    expect(parseParams(randomContrast, { factor: 0.2 })).toMatchObject({
      ok: true,
      value: { factor: [0.2] },
    });
    expect(parseParams(randomContrast, { factor: [0.3, 0.1], valueRange: [] }).ok).toBe(true);
  });
});

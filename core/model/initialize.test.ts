import { describe, expect, it } from 'vitest';
import { LayerId } from '../document/schema.ts';
import { fans, initialWeights } from './initialize.ts';
import type { ModelWeight } from './model.ts';
import type { Initializer } from './weight.ts';

function weight(type: Initializer, shape: readonly number[], id = 'a/kernel'): ModelWeight {
  return { id, layer: LayerId.parse('a'), name: 'kernel', shape, initializer: type, trainable: true };
}

function values(type: Initializer['type'], shape: readonly number[], seed = 1): number[] {
  const initializer = (type === 'constant' ? { type, value: 0.25 } : { type }) as Initializer;
  return Array.from(initialWeights({ weights: [weight(initializer, shape)] }, seed)['a/kernel']?.data ?? []);
}

function moments(numbers: readonly number[]) {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(variance) };
}

describe('fans', () => {
  it.each([
    [[], 1, 1],
    [[7], 7, 7],
    [[4, 3], 4, 3],
    [[3, 3, 16, 32], 144, 288],
    // Of a depthwise kernel: height, width, channels, multiplier.
    [[5, 5, 8, 1], 200, 25],
  ])('counts %j as Keras does', (shape, fanIn, fanOut) => {
    expect(fans(shape)).toEqual({ fanIn, fanOut });
  });
});

describe('initialWeights', () => {
  it('fills constants', () => {
    expect(values('zeros', [2])).toEqual([0, 0]);
    expect(values('ones', [2])).toEqual([1, 1]);
    expect(values('constant', [2])).toEqual([0.25, 0.25]);
  });

  it.each([
    ['glorotUniform', Math.sqrt(6 / (300 + 200))],
    ['heUniform', Math.sqrt(6 / 300)],
  ] as const)('spreads %s evenly up to its limit', (type, limit) => {
    const numbers = values(type, [300, 200]);
    const { mean, deviation } = moments(numbers);
    expect(Math.abs(mean)).toBeLessThan(0.02 * limit);
    expect(deviation / (limit / Math.sqrt(3))).toBeCloseTo(1, 2);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(limit);
    expect(Math.max(...numbers)).toBeGreaterThan(0.999 * limit);
    expect(Math.min(...numbers)).toBeLessThan(-0.999 * limit);
  });

  it.each([
    ['glorotNormal', Math.sqrt(2 / (300 + 200))],
    ['heNormal', Math.sqrt(2 / 300)],
    ['lecunNormal', Math.sqrt(1 / 300)],
  ] as const)('gives %s its deviation and cuts it off', (type, deviation) => {
    const numbers = values(type, [300, 200]);
    const found = moments(numbers);
    const cut = (2 * deviation) / 0.8796256610342398;
    expect(Math.abs(found.mean)).toBeLessThan(0.02 * deviation);
    expect(found.deviation / deviation).toBeCloseTo(1, 2);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(cut);
    expect(Math.max(...numbers)).toBeGreaterThan(0.98 * cut);
    // Of a normal distribution cut off at two deviations, 71.5% lie within one.
    const inner = numbers.filter((number) => Math.abs(number) < cut / 2).length / numbers.length;
    expect(inner).toBeCloseTo(0.7153, 2);
  });

  it('repeats itself for a seed, and differs for another and for another weight', () => {
    expect(values('heNormal', [50])).toEqual(values('heNormal', [50]));
    expect(values('heNormal', [50], 2)).not.toEqual(values('heNormal', [50]));
    const both = initialWeights(
      { weights: [weight({ type: 'heNormal' }, [50]), weight({ type: 'heNormal' }, [50], 'b/kernel')] },
      1,
    );
    expect(both['a/kernel']?.data).not.toEqual(both['b/kernel']?.data);
    expect(Array.from(both['a/kernel']?.data ?? [])).toEqual(values('heNormal', [50]));
  });

  it('gives the same numbers on every machine', () => {
    expect(values('glorotUniform', [2, 2])).toMatchInlineSnapshot(`
      [
        -1.0012811422348022,
        0.7763525247573853,
        0.437324583530426,
        -0.6401352882385254,
      ]
    `);
    expect(values('glorotNormal', [2, 2])).toMatchInlineSnapshot(`
      [
        0.5740839242935181,
        -0.2566426396369934,
        0.3579411208629608,
        0.4066627025604248,
      ]
    `);
  });
});

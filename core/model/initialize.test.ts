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

function start(initializer: Initializer, shape: readonly number[]): number[] {
  const given = initialWeights({ weights: [weight(initializer, shape)] }, 1)['a/kernel'];
  return Array.from(given?.data ?? []);
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

  it('gives LeCun uniform the limit of its fan', () => {
    expect(Math.max(...values('lecunUniform', [300, 200]))).toBeGreaterThan(0.999 * Math.sqrt(3 / 300));
    expect(Math.max(...values('lecunUniform', [300, 200]))).toBeLessThanOrEqual(Math.sqrt(3 / 300));
  });

  it.each([
    [{ type: 'randomUniform', minval: -1, maxval: 3 }, 1, 4 / Math.sqrt(12)],
    [{ type: 'randomNormal', mean: 2, stddev: 0.5 }, 2, 0.5],
    // What lies beyond two deviations is drawn again, which leaves 0.88 of the deviation.
    [{ type: 'truncatedNormal', mean: 2, stddev: 0.5 }, 2, 0.5 * 0.8796256610342398],
    [
      { type: 'varianceScaling', scale: 2, mode: 'fanAvg', distribution: 'untruncatedNormal' },
      0,
      Math.sqrt(2 / 250),
    ],
    [{ type: 'varianceScaling', scale: 2, mode: 'fanOut', distribution: 'uniform' }, 0, Math.sqrt(2 / 200)],
    [
      { type: 'varianceScaling', scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' },
      0,
      Math.sqrt(2 / 300),
    ],
  ] satisfies [Initializer, number, number][])('gives %j its mean and deviation', (type, mean, deviation) => {
    const found = moments(start(type, [300, 200]));
    expect(Math.abs(found.mean - mean)).toBeLessThan(0.02 * deviation);
    expect(found.deviation / deviation).toBeCloseTo(1, 2);
  });

  it.each([
    [[6, 4], 'columns'],
    [[4, 6], 'rows'],
    [[3, 2, 5], 'columns'],
  ] as const)('makes the vectors of an orthogonal %j stand at right angles (%s)', (shape, along) => {
    const numbers = start({ type: 'orthogonal', gain: 2 }, shape);
    const columns = shape.at(-1) ?? 1;
    const rows = numbers.length / columns;
    const [count, length] = along === 'rows' ? [rows, columns] : [columns, rows];
    const at = (vector: number, place: number) =>
      numbers[along === 'rows' ? vector * columns + place : place * columns + vector] ?? Number.NaN;
    for (let one = 0; one < count; one++) {
      for (let other = 0; other < count; other++) {
        let product = 0;
        for (let place = 0; place < length; place++) product += at(one, place) * at(other, place);
        expect(product).toBeCloseTo(one === other ? 4 : 0, 5);
      }
    }
  });

  it('passes channels on with the identity, through the middle of a window', () => {
    expect(start({ type: 'identity', gain: 3 }, [2, 3])).toEqual([3, 0, 0, 0, 3, 0]);
    const window = start({ type: 'identity', gain: 1 }, [3, 3, 2, 2]);
    expect(window.flatMap((value, place) => (value === 0 ? [] : [place]))).toEqual([16, 19]);
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

/** What the random layers do to images in training, by numbers that can be checked by hand. */
import { describe, expect, it, test } from 'vitest';
import { callLayer } from '../../testing/call-layer.ts';
import { compute } from '../../testing/gradient-check.ts';
import { floats } from '../../testing/tensor-data.ts';
import type { LayerDefinition } from '../layer.ts';
import { randomContrast } from './random-contrast.ts';
import { randomCrop } from './random-crop.ts';
import { randomFlip } from './random-flip.ts';
import { randomRotation } from './random-rotation.ts';
import { randomTranslation } from './random-translation.ts';
import { randomZoom } from './random-zoom.ts';
import type { Sampling } from './sample-image.ts';
import { transformImage } from './transform-image.ts';

type Transforms = Readonly<Partial<Record<keyof Parameters<typeof transformImage>[2], number>>>;

/** One image of one channel. */
async function transformed(
  rows: readonly (readonly number[])[],
  transform: Transforms,
  sampling: Partial<Sampling> = {},
): Promise<number[][]> {
  const width = rows[0]?.length ?? 0;
  const x = floats(rows.flat(), [1, rows.length, width, 1]);
  const { y } = await compute(
    (tf, { x }) => {
      if (!x) throw new Error('The program was not given x.');
      const factors = Object.fromEntries(
        Object.entries(transform).map(([name, value]) => [name, tf.tensor3d([value], [1, 1, 1])]),
      );
      const complete = {
        fillMode: 'constant',
        interpolation: 'bilinear',
        fillValue: 0,
        ...sampling,
      } as const;
      return { y: transformImage(tf, x, factors, complete) };
    },
    { x },
  );
  const values = Array.from(y?.data ?? [], (value) => Number(value.toFixed(4)));
  return rows.map((_, row) => values.slice(row * width, (row + 1) * width));
}

const NINE = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];

describe('an image', () => {
  it('turned by a quarter against the clock has its right column on top', async () => {
    // cos = 0, sin = 1, as RandomRotation fills them in.
    const quarter = { rowByRow: 0, rowByColumn: 1, columnByColumn: 0, columnByRow: -1 };
    expect(await transformed(NINE, quarter)).toEqual([
      [3, 6, 9],
      [2, 5, 8],
      [1, 4, 7],
    ]);
  });

  it('seen from twice as far shows its middle small, between pixels their mean', async () => {
    expect(await transformed([[0, 4, 8, 12]], { columnByColumn: 0.5 })).toEqual([[3, 5, 7, 9]]);
  });

  it.each([
    ['constant', [-1, -1, 1]],
    ['nearest', [1, 1, 1]],
    ['reflect', [2, 1, 1]],
    ['wrap', [2, 3, 1]],
  ] as const)('moved to the right by two, beyond the border: %s', async (fillMode, row) => {
    const moved = await transformed([[1, 2, 3]], { columnShift: -2 }, { fillMode, fillValue: -1 });
    expect(moved).toEqual([row]);
  });

  it('moved by half a pixel is the mean of neighbours, and half of nothing at the border', async () => {
    expect(await transformed([[2, 4, 6]], { columnShift: 0.5 })).toEqual([[3, 5, 3]]);
    expect(await transformed([[2, 4, 6]], { columnShift: 0.4 }, { interpolation: 'nearest' })).toEqual([
      [2, 4, 6],
    ]);
  });
});

const BATCH = 64;
const images = (height: number, width: number) =>
  floats(
    Array.from({ length: BATCH * height * width }, (_, index) => index % (height * width)),
    [BATCH, height, width, 1],
  );

async function trained(layer: LayerDefinition, params: Readonly<Record<string, unknown>>, x = images(2, 3)) {
  const { outputs } = await callLayer(layer, { params, inputs: [x], training: true });
  const [y] = outputs;
  const size = (y?.data.length ?? 0) / BATCH;
  return Array.from({ length: BATCH }, (_, sample) =>
    Array.from(y?.data.slice(sample * size, (sample + 1) * size) ?? [], (value) => Number(value.toFixed(4))),
  );
}

const kinds = (all: readonly (readonly number[])[]) => new Set(all.map(String));

test('RandomFlip mirrors some images and leaves others', async () => {
  expect(kinds(await trained(randomFlip, { mode: 'horizontal' }))).toEqual(
    new Set(['0,1,2,3,4,5', '2,1,0,5,4,3']),
  );
  expect(kinds(await trained(randomFlip, { mode: 'vertical' }))).toEqual(
    new Set(['0,1,2,3,4,5', '3,4,5,0,1,2']),
  );
  expect(kinds(await trained(randomFlip, {}))).toEqual(
    new Set(['0,1,2,3,4,5', '2,1,0,5,4,3', '3,4,5,0,1,2', '5,4,3,2,1,0']),
  );
});

test('RandomCrop cuts out every window that fits, and the middle outside training', async () => {
  const windows = await trained(randomCrop, { height: 2, width: 2 }, images(2, 4));
  expect(kinds(windows)).toEqual(new Set(['0,1,4,5', '1,2,5,6', '2,3,6,7']));
  const { outputs } = await callLayer(randomCrop, {
    params: { height: 2, width: 2 },
    inputs: [floats([0, 1, 2, 3, 4, 5, 6, 7], [1, 2, 4, 1])],
  });
  expect(Array.from(outputs[0]?.data ?? [])).toEqual([1, 2, 5, 6]);
});

test('RandomContrast keeps the mean and scales the distance from it', async () => {
  for (const image of await trained(randomContrast, { factor: 0.5 })) {
    expect(image.reduce((sum, value) => sum + value, 0) / 6).toBeCloseTo(2.5, 3);
    const strength = ((image[5] ?? 0) - 2.5) / 2.5;
    expect(strength).toBeGreaterThanOrEqual(0.5);
    expect(strength).toBeLessThanOrEqual(1.5);
  }
});

test('RandomTranslation moves each image by an amount of its own', async () => {
  const moved = await trained(
    randomTranslation,
    {
      heightFactor: 0,
      widthFactor: 0.25,
      fillMode: 'nearest',
    },
    images(1, 4),
  );
  const shifts = moved.map((row) => (row[1] ?? 0) - 1);
  expect(kinds(moved).size).toBeGreaterThan(BATCH / 2);
  expect(Math.max(...shifts)).toBeLessThanOrEqual(1);
  expect(Math.min(...shifts)).toBeGreaterThanOrEqual(-1);
  expect(Math.max(...shifts) - Math.min(...shifts)).toBeGreaterThan(1);
});

test('RandomTranslation with two numbers moves down and to the right by that much', async () => {
  const settings = { heightFactor: [0.5, 0.5], widthFactor: [0, 0], fillMode: 'constant' };
  expect(kinds(await trained(randomTranslation, settings, images(2, 2)))).toEqual(new Set(['0,0,0,1']));
  const right = { heightFactor: [0, 0], widthFactor: [0.5, 0.5], fillMode: 'constant' };
  expect(kinds(await trained(randomTranslation, right, images(2, 2)))).toEqual(new Set(['0,0,0,2']));
});

test('RandomContrast with two numbers is fainter and stronger by as much, and cuts off at the bounds', async () => {
  const only = await trained(randomContrast, { factor: [0, 1] });
  for (const image of only) expect(image[5]).toBeGreaterThanOrEqual(5 - 1e-4);
  const cut = await trained(randomContrast, { factor: [0, 1], valueRange: [0, 5] });
  for (const image of cut) expect([image[0], image[5]]).toEqual([0, 5]);
});

test('RandomZoom and RandomRotation with two numbers draw between them', async () => {
  const half = { heightFactor: [-0.5, -0.5], fillMode: 'nearest' };
  const row = floats(
    Array.from({ length: BATCH * 5 }, (_, index) => index % 5),
    [BATCH, 1, 5, 1],
  );
  expect(kinds(await trained(randomZoom, half, row))).toEqual(new Set(['1,1.5,2,2.5,3']));
  const quarter = { factor: [0.25, 0.25], interpolation: 'nearest' };
  expect(kinds(await trained(randomRotation, quarter, images(2, 2)))).toEqual(new Set(['1,3,0,2']));
});

test('RandomZoom keeps the middle where it is', async () => {
  const zoomed = await trained(randomZoom, { heightFactor: 0.5, fillMode: 'nearest' }, images(3, 3));
  for (const image of zoomed) expect(image[4]).toBeCloseTo(4, 4);
  expect(kinds(zoomed).size).toBeGreaterThan(BATCH / 2);
});

test('RandomRotation turns around the middle by up to the angle asked for', async () => {
  // A turn by φ takes the pixel right of the middle to sin φ rows above it: along a slope it can be read off.
  const slope = floats(
    Array.from({ length: BATCH * 25 }, (_, index) => Math.floor((index % 25) / 5)),
    [BATCH, 5, 5, 1],
  );
  const turned = await trained(randomRotation, { factor: 0.125 }, slope);
  const sines = turned.map((image) => (image[13] ?? 0) - 2);
  expect(Math.max(...sines.map(Math.abs))).toBeLessThanOrEqual(Math.SQRT1_2 + 1e-3);
  expect(Math.max(...sines)).toBeGreaterThan(0.5);
  expect(Math.min(...sines)).toBeLessThan(-0.5);
  for (const image of turned) expect(image[12]).toBeCloseTo(2, 4);
});

test.each(
  [randomFlip, randomRotation, randomZoom, randomTranslation, randomContrast].map(
    (layer) => [layer.type, layer] as const,
  ),
)('%s does nothing outside training', async (_type, layer) => {
  const x = floats([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
  const { outputs } = await callLayer(layer, { inputs: [x] });
  expect(outputs[0]?.data).toEqual(x.data);
});

test('the same seed and step draw the same', async () => {
  const call = (seed: readonly [number, number]) =>
    callLayer(randomRotation, { inputs: [images(3, 3)], training: true, seed });
  const [first, again, next] = await Promise.all([call([1, 5]), call([1, 5]), call([1, 6])]);
  expect(again.outputs).toEqual(first.outputs);
  expect(next.outputs).not.toEqual(first.outputs);
});

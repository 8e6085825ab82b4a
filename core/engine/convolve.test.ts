import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, test } from 'vitest';
import { windowOutput, windowPads } from '../shape/window.ts';
import { checkGradients, floats, numbers } from '../testing/gradient-check.ts';
import { convolve, convolveBack } from './convolve.ts';
import { UnsupportedProgram } from './engine.ts';

const next = numbers(23);
const BATCH = 2;

interface Sliding {
  readonly size: readonly number[];
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
}

const product = (list: readonly number[]) => list.reduce((total, value) => total * value, 1);

/** The place with this number in a space of this size, one number for each axis. */
function unravel(index: number, size: readonly number[]): number[] {
  let rest = index;
  return [...size]
    .reverse()
    .map((length) => {
      const place = rest % length;
      rest = Math.floor(rest / length);
      return place;
    })
    .reverse();
}

/** Calls `visit` with the number of the window, of the tap and of the pixel under it. */
function eachTap(
  { size, kernel, strides, dilationRate }: Sliding,
  windows: readonly number[],
  before: readonly number[],
  visit: (window: number, tap: number, pixel: number) => void,
): void {
  for (let window = 0; window < product(windows); window++) {
    const corner = unravel(window, windows);
    for (let tap = 0; tap < product(kernel); tap++) {
      const offset = unravel(tap, kernel);
      const at = size.map(
        (_, axis) =>
          (corner[axis] ?? 0) * (strides[axis] ?? 1) +
          (offset[axis] ?? 0) * (dilationRate[axis] ?? 1) -
          (before[axis] ?? 0),
      );
      if (at.some((place, axis) => place < 0 || place >= (size[axis] ?? 0))) continue;
      visit(
        window,
        tap,
        at.reduce((index, place, axis) => index * (size[axis] ?? 1) + place, 0),
      );
    }
  }
}

const IMAGE = { size: [5, 6], kernel: [3, 2], strides: [1, 1], dilationRate: [1, 1] };
const VOLUME = { size: [3, 4, 3], kernel: [2, 3, 2], strides: [1, 1, 1], dilationRate: [1, 1, 1] };

describe('convolution in groups, and both gradients', () => {
  test.each([
    { name: 'two groups', sliding: IMAGE, padding: 'valid', groups: 2, each: 2, filters: 2 },
    {
      name: 'two groups, strides',
      sliding: { ...IMAGE, strides: [2, 2] },
      padding: 'same',
      groups: 2,
      each: 1,
      filters: 3,
    },
    {
      name: 'two groups, dilated',
      sliding: { ...IMAGE, dilationRate: [1, 2] },
      padding: 'same',
      groups: 2,
      each: 2,
      filters: 1,
    },
    {
      name: 'more channels than places',
      sliding: { ...IMAGE, size: [3, 3] },
      padding: 'valid',
      groups: 3,
      each: 4,
      filters: 5,
    },
    { name: 'many groups', sliding: IMAGE, padding: 'same', groups: 64, each: 2, filters: 1 },
    {
      name: 'many groups, strides',
      sliding: { ...IMAGE, strides: [2, 1] },
      padding: 'valid',
      groups: 65,
      each: 1,
      filters: 2,
    },
    { name: 'groups of a volume', sliding: VOLUME, padding: 'same', groups: 2, each: 2, filters: 2 },
    {
      name: 'groups of a volume, strides',
      sliding: { ...VOLUME, strides: [2, 1, 2] },
      padding: 'valid',
      groups: 3,
      each: 1,
      filters: 2,
    },
  ] as const)('$name', async ({ sliding, padding, groups, each, filters }) => {
    const { size, kernel, strides, dilationRate } = sliding;
    const settings = { kernelSize: kernel, strides, dilationRate, padding };
    const windows = windowOutput(size, settings);
    const { before } = windowPads(size, settings);
    const [inputs, outputs] = [groups * each, groups * filters];
    await checkGradients({
      inputs: [floats([BATCH, ...size, inputs], next), floats([...kernel, each, outputs], next)],
      forward: (tf, [x, filter]) => convolve(tf, x as tf.Tensor, filter as tf.Tensor, settings),
      reference: ([x = [], filter = []]) => {
        const [places, pixels] = [product(windows), product(size)];
        const y = Array<number>(BATCH * places * outputs).fill(0);
        for (let batch = 0; batch < BATCH; batch++) {
          eachTap(sliding, windows, before, (window, tap, pixel) => {
            for (let out = 0; out < outputs; out++) {
              const first = Math.floor(out / filters) * each;
              const at = (batch * places + window) * outputs + out;
              for (let channel = 0; channel < each; channel++) {
                const value = x[(batch * pixels + pixel) * inputs + first + channel] ?? Number.NaN;
                y[at] = (y[at] ?? 0) + value * (filter[(tap * each + channel) * outputs + out] ?? Number.NaN);
              }
            }
          });
        }
        return y;
      },
    });
  });
});

describe('convolution backwards, and both gradients', () => {
  const [IN, OUT] = [2, 3];
  test.each([
    {
      name: 'whole',
      places: [3, 4],
      kernel: [3, 2],
      strides: [2, 2],
      dilationRate: [1, 1],
      size: [7, 8],
      before: [0, 0],
    },
    {
      name: 'cut on all sides',
      places: [3, 4],
      kernel: [4, 3],
      strides: [2, 1],
      dilationRate: [1, 1],
      size: [6, 4],
      before: [1, 1],
    },
    {
      name: 'a rest behind',
      places: [2, 3],
      kernel: [3, 3],
      strides: [3, 2],
      dilationRate: [1, 1],
      size: [8, 8],
      before: [0, 0],
    },
    {
      name: 'dilated',
      places: [4, 3],
      kernel: [2, 3],
      strides: [1, 1],
      dilationRate: [2, 3],
      size: [4, 7],
      before: [1, 1],
    },
    {
      name: 'volume, whole',
      places: [2, 2, 3],
      kernel: [2, 3, 1],
      strides: [2, 1, 1],
      dilationRate: [1, 1, 1],
      size: [4, 4, 3],
      before: [0, 0, 0],
    },
    {
      name: 'volume, cut',
      places: [2, 2, 3],
      kernel: [3, 3, 2],
      strides: [2, 1, 2],
      dilationRate: [1, 1, 1],
      size: [4, 2, 6],
      before: [0, 1, 0],
    },
    {
      name: 'volume, dilated',
      places: [2, 3, 2],
      kernel: [2, 2, 2],
      strides: [1, 1, 1],
      dilationRate: [2, 1, 2],
      size: [4, 4, 4],
      before: [0, 0, 0],
    },
  ])('$name', async ({ places, kernel, strides, dilationRate, size, before }) => {
    const after = size.map((length, axis) => {
      const reach =
        ((places[axis] ?? 1) - 1) * (strides[axis] ?? 1) +
        ((kernel[axis] ?? 1) - 1) * (dilationRate[axis] ?? 1) +
        1;
      return Math.max(0, reach - length - (before[axis] ?? 0));
    });
    await checkGradients({
      inputs: [floats([BATCH, ...places, IN], next), floats([...kernel, OUT, IN], next)],
      forward: (tf, [x, filter]) =>
        convolveBack(tf, x as tf.Tensor, filter as tf.Tensor, {
          strides,
          dilationRate,
          size,
          cut: { before, after },
        }),
      reference: ([x = [], filter = []]) => {
        const [windows, pixels] = [product(places), product(size)];
        const y = Array<number>(BATCH * pixels * OUT).fill(0);
        for (let batch = 0; batch < BATCH; batch++) {
          eachTap({ size, kernel, strides, dilationRate }, places, before, (window, tap, pixel) => {
            for (let out = 0; out < OUT; out++) {
              const at = (batch * pixels + pixel) * OUT + out;
              for (let channel = 0; channel < IN; channel++) {
                const value = x[(batch * windows + window) * IN + channel] ?? Number.NaN;
                y[at] = (y[at] ?? 0) + value * (filter[(tap * OUT + out) * IN + channel] ?? Number.NaN);
              }
            }
          });
        }
        return y;
      },
    });
  });
});

describe('on backends of TensorFlow.js', () => {
  const elsewhere = { ...tf, getBackend: () => 'webgl' };
  const tensor = (...shape: number[]) => ({ shape, rank: shape.length }) as unknown as tf.Tensor;

  it('refuses groups', () => {
    const settings = { strides: [1, 1], dilationRate: [1, 1], padding: 'same' } as const;
    const program = () => convolve(elsewhere, tensor(1, 4, 4, 6), tensor(3, 3, 2, 6), settings);
    expect(program).toThrow(UnsupportedProgram);
    expect(program).toThrow(
      'The program has a convolution in 3 groups, which the backend "webgl" of TensorFlow.js cannot do. Use the cpu engine.',
    );
  });

  it('refuses dilation backwards', () => {
    const cut = { before: [0, 0], after: [0, 0] };
    const settings = { strides: [1, 1], dilationRate: [2, 1], size: [6, 5], cut };
    expect(() => convolveBack(elsewhere, tensor(1, 4, 4, 6), tensor(2, 2, 3, 6), settings)).toThrow(
      'The program has a transposed convolution with dilation 2 × 1, which the backend "webgl" of TensorFlow.js cannot do. Use the cpu engine.',
    );
  });
});

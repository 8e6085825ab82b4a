import type { Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import { describe, test } from 'vitest';
import { checkGradients, floats, numbers } from '../../testing/gradient-check.ts';

const next = numbers(41);

interface Volume {
  readonly size: readonly [number, number, number];
  readonly kernel: readonly [number, number, number];
  readonly strides: readonly [number, number, number];
  readonly dilations: readonly [number, number, number];
  readonly pad: 'same' | 'valid';
}

interface Axis {
  readonly out: number;
  readonly before: number;
}

/** As TensorFlow pads: evenly, the odd one behind. */
function axisOf({ size, kernel, strides, dilations, pad }: Volume, axis: 0 | 1 | 2): Axis {
  const extent = (kernel[axis] - 1) * dilations[axis] + 1;
  if (pad === 'valid') return { out: Math.floor((size[axis] - extent) / strides[axis]) + 1, before: 0 };
  const out = Math.ceil(size[axis] / strides[axis]);
  return { out, before: Math.floor(Math.max(0, (out - 1) * strides[axis] + extent - size[axis]) / 2) };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

/** Calls `visit` for each tap of each window: where it reads (undefined beyond the volume), and which tap it is. */
function eachWindow<T>(
  volume: Volume,
  batch: number,
  window: (taps: readonly { readonly place: number | undefined; readonly tap: number }[], image: number) => T,
): T[] {
  const axes = [axisOf(volume, 0), axisOf(volume, 1), axisOf(volume, 2)] as const;
  const along = (axis: 0 | 1 | 2, out: number) =>
    range(volume.kernel[axis]).map((tap) => {
      const place = out * volume.strides[axis] - axes[axis].before + tap * volume.dilations[axis];
      return place >= 0 && place < volume.size[axis] ? place : undefined;
    });
  const results: T[] = [];
  for (const image of range(batch)) {
    for (const layer of range(axes[0].out)) {
      for (const row of range(axes[1].out)) {
        for (const column of range(axes[2].out)) {
          const taps = along(0, layer).flatMap((z) =>
            along(1, row).flatMap((y) =>
              along(2, column).map((x) =>
                z === undefined || y === undefined || x === undefined
                  ? undefined
                  : ((image * volume.size[0] + z) * volume.size[1] + y) * volume.size[2] + x,
              ),
            ),
          );
          results.push(
            window(
              taps.map((place, tap) => ({ place, tap })),
              image,
            ),
          );
        }
      }
    }
  }
  return results;
}

const IN = 2;
const OUT = 3;

const VOLUMES: readonly Volume[] = [
  { size: [3, 4, 5], kernel: [2, 3, 2], strides: [1, 1, 1], dilations: [1, 1, 1], pad: 'same' },
  { size: [5, 4, 5], kernel: [2, 3, 2], strides: [2, 1, 2], dilations: [1, 1, 1], pad: 'same' },
  { size: [4, 5, 6], kernel: [2, 2, 3], strides: [1, 2, 2], dilations: [1, 1, 1], pad: 'valid' },
  { size: [4, 5, 6], kernel: [2, 2, 3], strides: [1, 1, 1], dilations: [2, 1, 2], pad: 'same' },
  { size: [4, 5, 5], kernel: [2, 2, 3], strides: [1, 1, 1], dilations: [1, 2, 2], pad: 'valid' },
  // Strides step over places that no window sees.
  { size: [5, 4, 5], kernel: [2, 1, 2], strides: [2, 2, 3], dilations: [1, 1, 1], pad: 'same' },
];

const named = VOLUMES.flatMap((volume) =>
  [1, 3].map((batch) => [`${JSON.stringify(volume)} batch ${batch}`, volume, batch] as const),
);

describe('convolution of volumes and both gradients', () => {
  test.each(named)('%s', async (_, volume, batch) => {
    await checkGradients({
      inputs: [floats([batch, ...volume.size, IN], next), floats([...volume.kernel, IN, OUT], next)],
      forward: (tf, [x, filter]) =>
        tf.conv3d(x as Tensor5D, filter as Tensor5D, [...volume.strides], volume.pad, 'NDHWC', [
          ...volume.dilations,
        ]),
      reference: ([x = [], filter = []]) =>
        eachWindow(volume, batch, (taps) =>
          range(OUT).map((out) =>
            taps.reduce(
              (sum, { place, tap }) =>
                place === undefined
                  ? sum
                  : range(IN).reduce(
                      (part, channel) =>
                        part +
                        (x[place * IN + channel] ?? Number.NaN) *
                          (filter[(tap * IN + channel) * OUT + out] ?? Number.NaN),
                      sum,
                    ),
              0,
            ),
          ),
        ).flat(),
    });
  });
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('pooling of volumes and its gradient', () => {
  const undilated = named.filter(([, { dilations }]) => dilations.every((dilation) => dilation === 1));
  test.each(undilated.flatMap((one) => (['max', 'average'] as const).map((kind) => [kind, ...one] as const)))(
    '%s %s',
    async (kind, _, volume, batch) => {
      await checkGradients({
        inputs: [floats([batch, ...volume.size, IN], next)],
        forward: (tf, [x]) =>
          (kind === 'max' ? tf.maxPool3d : tf.avgPool3d)(
            x as Tensor5D,
            [...volume.kernel],
            [...volume.strides],
            volume.pad,
          ),
        reference: ([x = []]) =>
          eachWindow(volume, batch, (taps) =>
            range(IN).map((channel) => {
              const inside = taps.flatMap(({ place }) =>
                place === undefined ? [] : [x[place * IN + channel] ?? Number.NaN],
              );
              return kind === 'max' ? Math.max(...inside) : mean(inside);
            }),
          ).flat(),
      });
    },
  );
});

/** An image is a volume of one layer. */
const IMAGES = VOLUMES.map(
  (volume): Volume => ({
    ...volume,
    size: [1, volume.size[1], volume.size[2]],
    kernel: [1, volume.kernel[1], volume.kernel[2]],
    strides: [1, volume.strides[1], volume.strides[2]],
    dilations: [1, volume.dilations[1], volume.dilations[2]],
  }),
);

describe('morphological dilation and both gradients', () => {
  test.each(IMAGES.map((volume) => [JSON.stringify(volume), volume] as const))('%s', async (_, volume) => {
    const [, height, width] = volume.size;
    await checkGradients({
      inputs: [floats([3, height, width, IN], next), floats([volume.kernel[1], volume.kernel[2], IN], next)],
      forward: (tf, [x, filter]) =>
        tf.dilation2d(
          x as Tensor4D,
          tf.reshape(filter as Tensor4D, [volume.kernel[1], volume.kernel[2], IN]),
          [volume.strides[1], volume.strides[2]],
          volume.pad,
          [volume.dilations[1], volume.dilations[2]],
        ),
      reference: ([x = [], filter = []]) =>
        eachWindow(volume, 3, (taps) =>
          range(IN).map((channel) =>
            Math.max(
              ...taps.flatMap(({ place, tap }) =>
                place === undefined
                  ? []
                  : [(x[place * IN + channel] ?? Number.NaN) + (filter[tap * IN + channel] ?? Number.NaN)],
              ),
            ),
          ),
        ).flat(),
    });
  });
});

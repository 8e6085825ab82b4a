/** What the layers that are random do in training, and that they do nothing outside it. */
import { describe, expect, it, test } from 'vitest';
import { callLayer } from '../../testing/call-layer.ts';
import { floats } from '../../testing/tensor-data.ts';
import type { LayerDefinition } from '../layer.ts';
import { alphaDropout } from './alpha-dropout.ts';
import { dropout } from './dropout.ts';
import { gaussianDropout } from './gaussian-dropout.ts';
import { gaussianNoise } from './gaussian-noise.ts';
import { spatialDropout1d } from './spatial-dropout1d.ts';
import { spatialDropout2d } from './spatial-dropout2d.ts';
import { spatialDropout3d } from './spatial-dropout3d.ts';

const SAMPLES = 20_000;

async function trained(
  layer: LayerDefinition,
  params: Readonly<Record<string, unknown>>,
  x: ReturnType<typeof floats>,
  seed: readonly [number, number] = [3, 4],
) {
  const { outputs } = await callLayer(layer, { params, inputs: [x], training: true, seed });
  return Array.from(outputs[0]?.data ?? []);
}

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}

const constant = (value: number) => floats(Array<number>(SAMPLES).fill(value), [100, SAMPLES / 100]);

test('GaussianNoise adds mean 0 and the deviation asked for', async () => {
  const { mean, variance } = moments(await trained(gaussianNoise, { stddev: 0.5 }, constant(3)));
  expect(mean).toBeCloseTo(3, 1);
  expect(variance).toBeCloseTo(0.25, 1);
});

test('GaussianDropout keeps the mean and varies as Dropout of its rate does', async () => {
  const { mean, variance } = moments(await trained(gaussianDropout, { rate: 0.2 }, constant(2)));
  expect(mean).toBeCloseTo(2, 1);
  // 2² · 0.2 / 0.8
  expect(variance).toBeCloseTo(1, 1);
});

test('Dropout with a noise shape switches off whole steps', async () => {
  const x = floats(new Array(200 * 6).fill(1), [200, 3, 2]);
  const values = await trained(dropout, { rate: 0.5, noiseShape: [3, 1] }, x);
  const steps = Array.from({ length: 600 }, (_, step) => values.slice(2 * step, 2 * step + 2));
  expect(new Set(steps.map(String))).toEqual(new Set(['0,0', '2,2']));
});

test('AlphaDropout keeps the mean 0 and variance 1 of values that have them', async () => {
  const normal = await trained(gaussianNoise, { stddev: 1 }, constant(0));
  const y = await trained(alphaDropout, { rate: 0.3 }, floats(normal, [100, SAMPLES / 100]), [5, 6]);
  const { mean, variance } = moments(y);
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  // What was dropped is one number: the floor of SELU, stretched and shifted.
  const stretch = 1 / Math.sqrt(0.7 * (1 + 0.3 * 1.7580993408473766 ** 2));
  const dropped = stretch * -1.7580993408473766 * (1 - 0.3);
  expect(y.filter((value) => Math.abs(value - dropped) < 1e-5).length / SAMPLES).toBeCloseTo(0.3, 1);
});

describe.each([
  ['SpatialDropout1D', spatialDropout1d, [6]],
  ['SpatialDropout2D', spatialDropout2d, [3, 2]],
  ['SpatialDropout3D', spatialDropout3d, [3, 1, 2]],
] as const)('%s', (_name, layer, places) => {
  it('keeps or drops a channel at all six places at once', async () => {
    const channels = 500;
    const ones = Array<number>(2 * 6 * channels).fill(1);
    const y = await trained(layer, { rate: 0.25 }, floats(ones, [2, ...places, channels]));
    let kept = 0;
    for (let sample = 0; sample < 2; sample++) {
      for (let channel = 0; channel < channels; channel++) {
        const values = Array.from({ length: 6 }, (_, at) => y[(sample * 6 + at) * channels + channel] ?? -1);
        expect(new Set(values).size).toBe(1);
        expect([0, Math.fround(4 / 3)]).toContain(values[0]);
        if (values[0] !== 0) kept++;
      }
    }
    expect(kept / (2 * channels)).toBeCloseTo(0.75, 1);
  });
});

test.each([
  ['GaussianDropout', gaussianDropout],
  ['AlphaDropout', alphaDropout],
  ['GaussianNoise', gaussianNoise],
])('%s does nothing outside training', async (_name, layer) => {
  const x = floats([1, -2, 3], [1, 3]);
  const { outputs } = await callLayer(layer, { inputs: [x] });
  expect(outputs[0]?.data).toEqual(x.data);
});

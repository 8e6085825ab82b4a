import { expect, test } from 'vitest';
import { dense } from '../layers/dense/dense.ts';
import { runEmittedLayer } from './run-emitted-layer.ts';

test.each(['disabled', 'all'] as const)(
  'a Dense layer multiplies and adds (optimization %s)',
  async (level) => {
    const [result] = await runEmittedLayer(
      {
        definition: dense,
        params: { units: 2 },
        inputs: [{ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
        weights: {
          kernel: { shape: [3, 2], data: Float32Array.of(1, 0, 0, 1, 1, 1) },
          bias: { shape: [2], data: Float32Array.of(10, -10) },
        },
      },
      level,
    );
    expect(result).toEqual({ shape: [2, 2], data: Float32Array.of(14, -5, 20, 1) });
  },
);
